"""Reads what a built site offers to other programs, with other people's programs: every feed in its three
forms, every calendar with two parsers, the API against its schema.

    python channels.py SITE BASE_URL

All that is wrong is told at once; the exit status is 1 if there is anything.
"""

import calendar
import json
import re
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote, unquote

import feedparser
import icalendar
import jsonschema
import vobject

# How the site counts its hours.
ZONE = timezone(timedelta(hours=8))
KINDS = ("posts", "events", "tickets", "rankings")

root, base = Path(sys.argv[1]), sys.argv[2].rstrip("/") + "/"
wrong = []


def tell(where, message):
    wrong.append(f"{where}: {message}")


def read(path):
    return (root / path).read_bytes()


def name(path):
    return path.relative_to(root).as_posix()


def file_of(url):
    path = unquote(url.removeprefix(base))
    return path + "index.html" if path == "" or path.endswith("/") else path


# -- Feeds: a reader gets the same entries of each form, at the instant that their pages name.

def by_feedparser(path):
    feed = feedparser.parse(read(path), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        tell(path, f"a feed reader stumbles: {feed.bozo_exception}")
    items = {}
    for entry in feed.entries:
        files = sorted(file["href"] for file in entry.get("enclosures", []))
        for file in entry.get("enclosures", []):
            # How long a picture is, is known once it is made.
            length = str(file.get("length", "0" if file.get("type", "").startswith("image/") else ""))
            if not file.get("type") or not length.isdigit():
                tell(path, f"{file['href']} has no type or no length")
        items[entry.id] = (calendar.timegm(entry.published_parsed), entry.title, entry.link, entry.content[0].value.strip(), files)
    return items


def by_json(path):
    feed = json.loads(read(path))
    if feed["version"] != "https://jsonfeed.org/version/1.1" or feed["feed_url"] != base + quote(path):
        tell(path, f"version {feed['version']}, feed_url {feed['feed_url']}")
    items = {}
    for entry in feed["items"]:
        published = datetime.fromisoformat(entry["date_published"])
        files = sorted([file["url"] for file in entry.get("attachments", [])])
        items[entry["id"]] = (int(published.timestamp()), entry["title"], entry["url"], entry["content_html"].strip(), files)
    return items


def day_on_page(url):
    page = read(file_of(url)).decode()
    found = re.search(r'<p class="meta"><span>[^<]*<time datetime="([0-9-]+)">', page)
    return found and found.group(1)


feeds, items, entries = 0, 0, {}
for path in sorted(name(path) for path in root.rglob("feed.xml")):
    forms = [by_feedparser(path), by_feedparser(path.replace("feed.xml", "atom.xml")), by_json(path.replace("feed.xml", "feed.json"))]
    feeds += len(forms)
    if not forms[0]:
        tell(path, "no entries")
    for form, title in zip(forms[1:], ("atom.xml", "feed.json")):
        for key in forms[0].keys() | form.keys():
            if forms[0].get(key) != form.get(key):
                tell(path, f"{key} is another in {title}:\n  {forms[0].get(key)}\n  {form.get(key)}")
    for key, (at, _, link, _, _) in forms[0].items():
        items += 1
        entries[link] = key
        day = datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%d")
        if day != day_on_page(link):
            tell(path, f"{link} is of {day} in the feed, of {day_on_page(link)} on its page")
for kind in KINDS:
    pages = [p for p in (root / kind).glob("*/index.html") if b'http-equiv="refresh"' not in p.read_bytes()]
    there = [url for url in entries if url.startswith(f"{base}{kind}/")]
    limit = len(json.loads(read(f"{kind}/feed.json"))["items"])
    if len(there) < min(len(pages), limit):
        tell(kind, f"{len(pages)} entries, {len(there)} in feeds")
print(f"{feeds} feeds, {len(entries)} entries in them as {items} items in three forms each")


# -- Calendars: two parsers agree.

def plain(value):
    if isinstance(value, datetime):
        if value.utcoffset() not in (timedelta(hours=8), timedelta(0)):
            raise ValueError(f"{value} has the offset {value.utcoffset()}")
        return value.astimezone(timezone.utc).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def by_icalendar(path):
    found = {}
    parsed = icalendar.Calendar.from_ical(read(path))
    for event in parsed.walk("VEVENT"):
        get = lambda key: event.decoded(key) if key in event else None
        text = lambda key: str(event[key]) if key in event else None
        alarms = sorted(alarm.decoded("TRIGGER") for alarm in event.walk("VALARM"))
        end = plain(get("DTEND")) if "DTEND" in event else None
        found[text("UID")] = (plain(get("DTSTART")), end, text("SUMMARY"), text("DESCRIPTION"), text("LOCATION"), text("STATUS"), int(get("SEQUENCE")), plain(get("DTSTAMP")), plain(get("LAST-MODIFIED")), alarms)
    if parsed.errors:
        tell(path, f"icalendar: {parsed.errors}")
    return found


def by_vobject(path):
    found = {}
    parsed = vobject.readOne(read(path).decode())
    parsed.vtimezone
    for event in parsed.contents.get("vevent", []):
        event.validate(raiseException=True)
        get = lambda key: getattr(event, key).value if hasattr(event, key) else None
        alarms = sorted(alarm.trigger.value for alarm in event.contents.get("valarm", []))
        end = plain(get("dtend")) if hasattr(event, "dtend") else None
        found[get("uid")] = (plain(get("dtstart")), end, get("summary"), get("description"), get("location"), get("status"), int(get("sequence")), plain(get("dtstamp")), plain(get("last_modified")), alarms)
    return found


calendars, parts = 0, 0
for path in sorted(name(path) for path in root.rglob("calendar.ics")):
    data = read(path)
    if not data.endswith(b"\r\n") or any(len(line) > 75 or b"\n" in line for line in data.split(b"\r\n")):
        tell(path, "a line is longer than 75 octets or ends without CRLF")
    try:
        one, other = by_icalendar(path), by_vobject(path)
    except Exception as error:
        tell(path, f"a parser stumbles: {type(error).__name__}: {error}")
        continue
    calendars, parts = calendars + 1, parts + len(one)
    for uid in one.keys() | other.keys():
        if one.get(uid) != other.get(uid):
            tell(path, f"{uid} is read differently:\n  {one.get(uid)}\n  {other.get(uid)}")
print(f"{calendars} calendars, {parts} events in them, the same to both parsers")

# -- The API: each answer is what the schema beside it says.

schema = json.loads(read("api/v1/schema.json"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker(("date", "date-time")))
answers = 0
for path in sorted(name(path) for path in (root / "api").rglob("*.json")):
    if path.endswith("schema.json"):
        continue
    answer = json.loads(read(path))
    answers += 1
    for error in validator.iter_errors(answer):
        deepest = jsonschema.exceptions.best_match([error])
        tell(path, f"{'/'.join(map(str, deepest.absolute_path))}: {deepest.message[:200]}")
    for item in answer.get("items", []):
        if not (root / file_of(item["url"])).is_file():
            tell(path, f"{item['url']} leads nowhere")
print(f"{answers} answers of the API are what its schema says")

for line in wrong:
    print(line)
print(f"{len(wrong)} wrong")
sys.exit(1 if wrong or not (feeds and calendars and answers) else 0)
