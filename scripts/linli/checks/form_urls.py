"""An address is whole and ASCII; a form's is the one that residents may fill: https, on a form platform, not the owner's.

PASS:
  forms:
    - {id: a, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abcdefg.aspx"}
    - {id: b, title: 报名, kind: 报名, url: "https://jinshuju.net/f/AbCdEf"}
    - {id: c, title: 报名, kind: 报名, url: "https://wj.qq.com/s2/12345678/0a1b/"}
    - {id: d, title: 报名, kind: 报名, url: "https://docs.qq.com/form/page/DAbCdEfGh"}
    - {id: e, title: 报名, kind: 报名, url: "https://zhuying.feishu.cn/share/base/form/shrcnAbCd"}

FAIL bad-url:
  forms: [{id: a, title: 报名, kind: 报名, url: www.wjx.cn/vm/abcdefg.aspx}]

FAIL odd-url:
  stories: [{id: a, title: 报道, date: 2024-05-31, source_url: "https://news.example.cn/a.html。"}]

FAIL insecure-url:
  forms: [{id: a, title: 报名, kind: 报名, url: "http://www.wjx.cn/vm/abcdefg.aspx"}]

FAIL owner-url:
  forms: [{id: a, title: 报名, kind: 报名, url: "https://docs.qq.com/form/edit/DAbCdEfGh"}]

FAIL short-url:
  forms: [{id: a, title: 报名, kind: 报名, url: "https://t.cn/A6abcdef"}]

FAIL blocked-host:
  forms: [{id: a, title: 报名, kind: 报名, url: "https://docs.google.com/forms/d/e/1FAIpQ/viewform"}]

FAIL unknown-host:
  forms: [{id: a, title: 报名, kind: 报名, url: "https://baoming.example.cn/f/1"}]

FAIL bad-param:
  forms: [{id: a, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abcdefg.aspx", param: "sojumpparm=1"}]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from linli.characters import NAMES, named
from linli.checks import Context
from linli.model import Record
from linli.problems import Level, Problem
from linli.wording import shown

CODES: Final = (
    "bad-url",
    "odd-url",
    "insecure-url",
    "owner-url",
    "short-url",
    "blocked-host",
    "unknown-host",
    "bad-param",
)
TITLE: Final = "网址要写对，表单链接要能直接填"

_SHORT: Final = frozenset(
    "t.cn url.cn dwz.cn suo.im suo.yt suo.nz 985.so u.nu is.gd bit.ly tinyurl.com goo.gl ow.ly t.co tb.cn dwz.mk rrd.me "
    "mrw.so w.url.cn 0x9.me sourl.cn ft12.com sohu.gg c1n.cn 6du.in s.r.sn reurl.cc lnkd.in rebrand.ly cutt.ly t.ly".split()
)
_BLOCKED: Final = (
    "google.com", "forms.gle", "goo.gl", "youtube.com", "facebook.com", "twitter.com", "x.com", "notion.so", "notion.site",
    "typeform.com", "dropbox.com", "medium.com", "instagram.com", "telegram.org", "t.me", "whatsapp.com",
)  # fmt: skip

_PLATFORMS: Final = (
    ("问卷星", ("wjx.cn", "wjx.top", "wjx.com"), r"/(?:vm|vj|jq|m|hj|ks|tp|jqmore)/\w+\.aspx|/[a-z]/\w+\.aspx", "https://www.wjx.cn/vm/abcdefg.aspx"),
    ("金数据", ("jinshuju.net", "jinshuju.com", "jsj.top", "jsj.ink"), r"/(?:f|s)/\w+(?:/[sr]/\w+)?/?", "https://jinshuju.net/f/AbCdEf"),
    ("腾讯问卷", ("wj.qq.com",), r"/(?:s\d?|mobile|m)/[\w/-]+|/s\d?\.html", "https://wj.qq.com/s2/12345678/0a1b/"),
    ("腾讯文档", ("docs.qq.com",), r"/form/(?:page|fill)/\w+/?", "https://docs.qq.com/form/page/DAbCdEfGh"),
    ("飞书", ("feishu.cn", "larksuite.com"), r"/share/base/(?:form|query|shareform)/\w+/?|/survey/\w+|/f/\w+", "https://….feishu.cn/share/base/form/shrcnAbCd"),
    ("麦客", ("mikecrm.com",), r"/\w{5,12}/?|/f\.php|/m\.php", "https://….mikecrm.com/AbCdEfG"),
    ("WPS 表单", ("wps.cn", "kdocs.cn"), r"/(?:g|w)/\w+/?|/ksform/[\w/-]+", "https://f.wps.cn/g/AbCdEfGh/"),
    ("钉钉宜搭", ("aliwork.com",), r"/o/[\w-]+/?|/\w+/(?:submission|formDetail|workbench)/[\w/-]+", "https://….aliwork.com/o/baoming"),
    ("Microsoft Forms", ("forms.office.com", "forms.cloud.microsoft", "forms.microsoft.com"),
     r"/r/\w+/?|/Pages/ResponsePage\.aspx|/e/\w+/?", "https://forms.office.com/r/AbCdEfGhIj"),
    ("Google Forms", ("docs.google.com", "forms.gle"), r"/forms/d/e/[\w-]+/viewform|/forms/d/[\w-]+/viewform|/\w+", ""),
)  # fmt: skip
"""Name, hosts (their subdomains too), the paths that residents fill, an example. From shapes seen in public use."""
_FILLED: Final = {name: re.compile(rf"(?:{paths})", re.IGNORECASE) for name, _, paths, _ in _PLATFORMS}
_OWNER: Final = re.compile(
    r"/(?:edit|editor|design|designquestionnaire|designstart|admin|manage|setting|settings|result|results|report|reports|reportview"
    r"|viewstat\w*|stat|stats|statistics|analy[sz]e|analysis|summary|answers?|entries|responses?|data|dashboard|preview|wjxdesigner"
    r"|newwjx|user|account|login|designpage\w*|analysispage\w*)(?:[/.?#]|$)",
    re.IGNORECASE,
)
_OWNER_QUERY: Final = re.compile(r"(?:^|&)(?:edit|action=edit|mode=edit|subpage=design|analysispage)", re.IGNORECASE)
_HOST: Final = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_SHARE: Final = "请从表单平台复制「发布」或「分享」的网址，以 https:// 开头，例如 https://www.wjx.cn/vm/abcdefg.aspx"
_WHOLE: Final = "请从浏览器的地址栏复制整个网址，以 https:// 开头，例如 https://example.org/a.html"
_WARNINGS: Final = frozenset({"blocked-host", "unknown-host"})
_Finding = tuple[str, str, str]
"""Code, message and hint."""
_OWN_RULE: Final = ("stories", "venues")
"""Tables whose addresses have a rule for their shape: story_sources, venue_links."""
_LOCAL: Final = (".local", ".localhost", ".internal", ".lan", ".test")


def check(context: Context) -> Iterator[Problem]:
    """Look at every address; at most one problem each, the gravest."""
    for table, records in context.community.tables.items():
        fields = context.package.schemas[table].fields
        for name in (name for name in fields if name == "url" or name.endswith("_url")):
            for record in records:
                url = record.__dict__[name]
                if url is None:
                    continue
                if table in _OWN_RULE:
                    found = _odd(url) if url.startswith(("https://", "http://")) else None
                else:
                    found = _odd(url) or _wrong(url, form=table == "forms")
                if found:
                    yield _said(record, fields[name].title, name, found)
    for form in context.community.forms:
        if form.param is not None and re.search(r"[\s&=?#/%]", form.param):
            message = f"参数名 param 写成了 {shown(form.param)}，只写名字"
            yield form.problem("param", "bad-param", message, "例如 param: sojumpparm；等号和后面的内容由网站填")


def _said(record: Record, title: str, name: str, found: _Finding) -> Problem:
    code, message, hint = found
    url = record.__dict__[name]
    shown_url = "" if code == "odd-url" or (code == "bad-url" and "@" in url) else f"写成了 {shown(url)},"
    level: Level = "warning" if code in _WARNINGS else "error"
    problem = record.problem(name, code, f"{title} {name} {shown_url}{message}", hint, level=level)
    return replace(problem, mark=record.mark_in(name, _first_odd(url) or 0)) if code == "odd-url" else problem


def _odd(url: str) -> _Finding | None:
    """Name what no address holds: Han, full-width signs, blanks, invisible characters."""
    index = _first_odd(url)
    if index is None:
        return None
    sign = url[index]
    what = named(sign) if sign in NAMES or not sign.isprintable() or sign.isspace() else f"「{sign}」"
    what = "空格" if sign == " " else what
    rest = url[index:].strip()
    hint = "请从浏览器的地址栏或表单平台重新复制"
    if all(not c.isascii() for c in rest) and all(c in NAMES or unicodedata.category(c)[0] in "PSC" for c in rest):
        hint = f"请删掉它，写成 {url[:index]}"
    elif unicodedata.category(sign) == "Lo":
        hint += "；网址里的汉字在那里会变成 % 开头的代码"
    return "odd-url", f"里有{what}，网址里只有英文字母、数字和英文符号", hint


def _first_odd(url: str) -> int | None:
    return next((index for index, c in enumerate(url) if not c.isascii() or c.isspace()), None)


def _wrong(url: str, *, form: bool) -> _Finding | None:
    share = _SHARE if form else _WHOLE
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return "bad-url", "不是一个网址", share
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"'`{}|\\^]", url):
        return "bad-url", "不是一个完整的网址", share
    return (_not_public(parts, host, port) or _not_for_residents(parts, host, url)) if form else None


def _not_public(parts: SplitResult, host: str, port: int | None) -> _Finding | None:
    if parts.username is not None or parts.password is not None:
        return "bad-url", "里写着用户名或密码，会公开给所有人", _SHARE
    if _is_address(host) or host == "localhost" or host.endswith(_LOCAL) or not _HOST.fullmatch(_ascii(host)):
        return "bad-url", "这不是公开的网站，居民打不开", _SHARE
    if port not in (None, 443) and parts.scheme == "https":
        return "bad-url", f"网址里带着端口 {port}，多半是测试用的地址", _SHARE
    return None


def _not_for_residents(parts: SplitResult, host: str, url: str) -> _Finding | None:
    if host.removeprefix("www.") in _SHORT:
        return "short-url", "是短链接，看不出去哪里，过期就失效", "请点开它，复制打开后的完整网址"
    if parts.scheme == "http":
        secure = f"https://{url[7:]}" if len(url) < 60 else "https:// 开头的网址"
        return "insecure-url", "不是 https 网址，填的内容可能被偷看", f"请改成 {secure}"
    name, example = _platform(host)
    if _is_owner(name, parts):
        return "owner-url", "是管理或结果页，居民打不开，还可能看到别人填的内容", _copy(example)
    if any(host == blocked or host.endswith(f".{blocked}") for blocked in _BLOCKED):
        return "blocked-host", "在国内打不开", "请换成问卷星、金数据、腾讯文档等国内能打开的表单"
    if not name:
        hint = "请确认这是表单的填写页；认得的平台有问卷星、金数据、腾讯问卷、腾讯文档、飞书、麦客、WPS 等"
        return "unknown-host", f"不认识 {host} 这个网站", hint
    if not _FILLED[name].fullmatch(parts.path):
        return "unknown-host", f"不像{name}的填写页", _copy(example)
    return None


def _platform(host: str) -> tuple[str, str]:
    for name, hosts, _, example in _PLATFORMS:
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            return name, example
    return "", ""


def _is_owner(name: str, parts: SplitResult) -> bool:
    """Whether the page is the owner's: to edit the form or to read the answers."""
    if name == "飞书":
        return re.match(r"/(?:base|wiki|sheets|docx|docs|drive)(?:/|$)", parts.path) is not None
    if name == "Google Forms":
        return re.search(r"/(?:edit|viewanalytics|prefill)(?:[/?#]|$)", parts.path) is not None
    if name and _FILLED[name].fullmatch(parts.path):
        return False
    return _OWNER.search(parts.path) is not None or _OWNER_QUERY.search(parts.query) is not None


def _copy(example: str) -> str:
    return f"请复制平台「分享」或「发布」里给居民填写的网址{',例如 ' + example if example else ''}"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return re.fullmatch(r"[\d.]+|0x[0-9a-f.x]+", host) is not None
    return True


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
