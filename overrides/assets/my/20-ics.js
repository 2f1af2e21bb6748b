// Calendars made in the browser out of the published ones (RFC 5545): one session, or my courses in one file.
(function (linli) {
  "use strict";
  const flat = (text) => text.replace(/\r?\n[ \t]/g, "");
  const events = (text) => text.match(/BEGIN:VEVENT\r?\n[^]*?END:VEVENT\r?\n/g) || [];
  const field = (event, name) => {
    const found = new RegExp("^" + name + "[;:](.*)$", "m").exec(flat(event));
    return found ? found[1] : "";
  };
  // 20261124T190000 of a property with its time zone, 20261124T000000 of a day.
  const local = (event, name) => {
    const value = field(event, name).replace(/^.*:/, "");
    return value.length === 8 ? value + "T000000" : value;
  };
  const day = (stamp) => new Date(stamp.slice(0, 4) + "-" + stamp.slice(4, 6) + "-" + stamp.slice(6, 8)).getUTCDay();
  // A line of ASCII, folded at 75 octets.
  const fold = (line) => line.replace(/(.{74})(?=.)/g, "$1\r\n ");
  const property = (name) => new RegExp("^(?:" + name + ")[;:].*(\\r?\\n[ \\t].*)*\\r?\\n", "gm");
  const head = (text, name) => {
    const start = text.slice(0, text.indexOf("BEGIN:VEVENT"));
    return start.replace(property("(X-WR-CAL)?NAME"), (line, prefix) => (name ? (prefix || "") + "NAME:" + name + "\r\n" : ""));
  };

  linli.ics = {
    // The calendars of courses (id → text) as one; of a course kept by groups only their events. Each stays under its
    // published UID, so that nothing doubles beside the course's own calendar.
    merge: (texts, keys, name) => {
      const ids = Object.keys(texts);
      const mine = (id) => {
        const parts = keys.filter((key) => key.split(".")[0] === id).map((key) => key.replace(".", "-") + "-");
        const all = keys.indexOf(id) >= 0;
        return events(texts[id]).filter((event) => all || parts.some((part) => field(event, "UID").indexOf(part) === 0));
      };
      const found = [].concat(...ids.map(mine));
      return found.length ? head(texts[ids[0]], name) + found.join("") + "END:VCALENDAR\r\n" : "";
    },

    // One session: the published event that takes place then, without its repetition.
    single: (text, start, minutes, group) => {
      const stamp = (iso) => iso.slice(0, 16).replace(/[-:]/g, "") + "00";
      const from = stamp(start);
      const to = minutes ? stamp(new Date(Date.parse(start) + 288e5 + minutes * 6e4).toISOString()) : "";
      const meets = (rule, begins) => {
        const last = (/UNTIL=(\d{8})/.exec(rule) || ["", from])[1];
        if (!rule || begins > from || last < from.slice(0, 8)) return false;
        return /MONTHDAY/.test(rule) ? begins.slice(6, 8) === from.slice(6, 8) : day(begins) === day(from);
      };
      const grade = (event) => {
        const begins = local(event, "DTSTART");
        if (field(event, "STATUS") === "CANCELLED") return 0;
        const named = group && field(event, "SUMMARY").indexOf("（" + group + "）") >= 0 ? 1 : 0;
        if (begins === from) return 4 + named;
        return begins.slice(8) === from.slice(8) && meets(field(event, "RRULE"), begins) ? 2 + named : 0;
      };
      const best = events(text).sort((a, b) => grade(b) - grade(a))[0];
      if (!best || !grade(best)) return "";
      const planned = local(best, "RECURRENCE-ID") || from;
      const part = field(best, "RRULE") || field(best, "RECURRENCE-ID");
      const uid = field(best, "UID").replace("@", part ? "-" + planned.slice(0, 8) + "@" : "@");
      const zone = ";TZID=Asia/Shanghai:";
      const daylong = /^DTSTART;VALUE=DATE:/m.test(best);
      const at = (name, moment) => name + (daylong ? ";VALUE=DATE:" + moment.slice(0, 8) : zone + moment) + "\r\n";
      const event = best
        .replace(property("RRULE|EXDATE|RECURRENCE-ID|RDATE"), "")
        .replace(property("UID"), fold("UID:" + uid) + "\r\n")
        .replace(property("DTSTART"), at("DTSTART", from))
        .replace(property("DTEND"), to ? at("DTEND", to) : "");
      return head(text, "") + event + "END:VCALENDAR\r\n";
    },

    // Hands a calendar to the phone as a file.
    save: (name, text) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
      link.download = name + ".ics";
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
    },

    get: (address) => fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))),
  };
})(window.linli);
