/** A small timetable as linli/views/edit_sessions.py gives it, with words that show what is put into them. */

export const TODAY = "2026-11-24";

/** Classes: 0 and 1 of 美术班, 2 the only one of 合唱班, 3 of 书法班 without a row of its own, 4 of which nothing is planned. */
export const known = {
  first: TODAY,
  courses: [
    ["meishu", "美术班"],
    ["hechang", "合唱班"],
    ["shufa", "书法班"],
    ["taiji", "太极班"],
  ],
  classes: [
    [0, { group: "meishu-1" }, "一班"],
    [0, { group: "meishu-2" }, "二班"],
    [1, { course: "hechang" }, ""],
    [2, { course: "shufa", group: "晚班" }, "晚班"],
    [3, { course: "taiji" }, ""],
  ],
  venues: [
    ["shi", "美术室 1楼", 1, "美术室"],
    ["ting", "大厅 2楼", 1, "大厅"],
    ["wang", "网上", 0, "网上"],
  ],
  teachers: [
    ["王老师", "王老师", 1],
    ["志愿者", "志愿者", 0],
    ["李老师", "李老师", 1],
  ],
  sessions: [
    [2, 0, 1140, 1200, 1, 2],
    [0, 1, 990, 1080, 0, 0, "停课", 0],
    [1, 3, 1000, 1080, 0, 1],
    [0, 8, 990, 1080, 0, 0],
    [3, 8, 540, 600, 1, 0],
    [3, 8, 840, 900, 1, 0, "换地点", 1],
    [1, 9, 990, 1080, 0, 1],
    [4, 10, -1, -1, -1, -1],
    [2, 11, 1020, -1, 1, 0],
    [0, 15, 990, 1080, 0, 0],
  ],
  notes: { "2026-12-03": "12月3日是某节放假（周四）" },
  services: [
    ["shuwu", "书屋", `01${"1".repeat(54)}`],
    ["tuoyu", "托育园", "1".repeat(56)],
  ],
  links: { form: [["报名表", "还剩 6 个", "forms/#do=seats&row=a"]] },
  parts: ["2026-12-02-meishu-1.yml"],
};

const names = (text) => text.split(" ");

export const words = {
  questions: {},
  titles: { cancel: "停课", move: "改期", extra: "加课", place: "换地点", teacher: "换老师", rest: "服务休息" },
  reasons: { cancel: [["老师有事"], ["", "不写"]], move: [], extra: [], place: [], teacher: [], rest: [] },
  retimed: "改时间",
  tasks: {
    cancel: ["停课", names("session reason")],
    move: ["改期", names("session to reason")],
    place: ["换地点", names("session venue reason")],
    extra: ["加课", names("class on reason")],
    teacher: ["换老师", names("session teacher reason")],
    rest: ["休息", names("service day reason")],
    seats: ["", ["form"]],
  },
  says: {
    停课: ["{who} {when} 停课{why}", "停课", ["{reason}"], 1, 0],
    改期: ["{who} {when} 改到 {to}{why}", "改期", ["改到{to}", "{reason}"], 1, 0],
    改时间: ["{who} {when} 改到 {to}{why}", "改时间", ["改到{to}", "{reason}"], 1, 0],
    换地点: ["{who} {when} 改在{place}{why}", "换地点", ["改在{place}|（原在{was}）", "{reason}"], 0, 0],
    加课: ["{who} 加课：{to}{at}{why}", "加课", ["{reason}"], 0, 1],
    换老师: ["{who} {when} 由{teacher}来上{why}", "换老师", ["这次由{teacher}来上|（原来是{taught}）"], 0, 0],
    休息: ["{who} {when} 休息{why}", "休息", ["{reason}"], 1, 0],
  },
  words: {
    soon: "这两天",
    every: "按课程",
    whole: "全部",
    off: "已经{word}",
    free: "{place}空着，老师没有别的课",
    vacant: "{place}空着",
    venue: "{place}有两节：{who} {span}",
    teacher: "{teacher}有两节：{who} {span}",
    why: "：{reason}",
    comma: "，",
    at: "，在{place}",
    all: "全部班",
    count: "{n}个班",
    noclock: "没有写几点",
    from: "{clock}开始",
  },
};
