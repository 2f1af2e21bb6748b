"""Files for other programs: each module takes the community (and its timetable) and gives paths and bytes."""
