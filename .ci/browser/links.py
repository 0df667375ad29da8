"""Looks through a built site: is every XML file well formed, does a feed reader read every feed, and does
every link and fragment of every page, feed and style sheet lead to something that was built?

    python links.py SITE BASE_URL

BASE_URL is the address at which the site will stand, a path included. All that is wrong is told at once;
the exit status is 1 if there is anything.
"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib

# What a browser fetches by itself; from another host it would tell that host of every reader.
LOADED = {
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("embed", "src"), ("object", "data"), ("source", "src"),
    ("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"), ("input", "src"), ("image", "href"),
    ("use", "href"),
}
FOLLOWED = {("a", "href"), ("area", "href"), ("blockquote", "cite"), ("form", "action")}
# Of <link>, these are only read; all others are loaded.
READ_ONLY_RELS = {"canonical", "alternate", "prev", "next", "author", "license", "search"}
META_ADDRESSES = {"og:url", "og:image", "twitter:image"}
SCHEMES = {"mailto", "tel", "sms", "geo", "webcal"}


class Site:
    def __init__(self, root, base):
        self.root = Path(root)
        self.base = base if base.endswith("/") else base + "/"
        self.host = urlsplit(self.base).netloc
        self.path = urlsplit(self.base).path
        self.files = {f.relative_to(self.root).as_posix() for f in self.root.rglob("*") if f.is_file()}
        self.pages = {}
        self.wrong = []
        self.checked = 0

    def tell(self, file, message):
        self.wrong.append(f"{file}: {message}")

    def text(self, file):
        return (self.root / file).read_text(encoding="utf-8")

    def url(self, file):
        return urljoin(self.base, re.sub(r"(^|/)index\.html$", r"\1", file))

    def page(self, file):
        if file not in self.pages:
            self.pages[file] = html5lib.parse(self.text(file), namespaceHTMLElements=False)
        return self.pages[file]

    def ids(self, file):
        page = self.page(file)
        names = {e.get("id") for e in page.iter()} | {a.get("name") for a in page.iter("a")}
        return names - {None}

    def link(self, file, page_url, href, loaded, what):
        """One address that stands in `file`, seen by a reader who is at `page_url`."""
        self.checked += 1
        if not href.strip():
            return self.tell(file, f"an empty address in {what}")
        try:
            target = urlsplit(urljoin(page_url, href.strip()))
        except ValueError as error:
            return self.tell(file, f"{href!r} in {what} is no address: {error}")
        if target.scheme in SCHEMES and not loaded:
            return None
        if target.scheme == "data" and loaded:
            return None
        if target.scheme not in ("http", "https"):
            return self.tell(file, f"{href!r} in {what}: the scheme {target.scheme!r}")
        if target.netloc != self.host:
            if loaded:
                self.tell(file, f"{href!r} in {what} is loaded from another host")
            return None
        if not target.path.startswith(self.path):
            return self.tell(file, f"{href!r} in {what} leads out of the site, which stands at {self.path}")
        found = unquote(target.path[len(self.path):])
        if found == "" or found.endswith("/"):
            found += "index.html"
        if found not in self.files:
            slash = f"{found}/index.html" in self.files
            return self.tell(file, f"{href!r} in {what} leads nowhere" + (", it lacks its last slash" if slash else ""))
        fragment = unquote(target.fragment)
        if fragment and fragment != "top" and found.endswith(".html") and fragment not in self.ids(found):
            self.tell(file, f"{href!r} in {what}: {found} has no #{fragment}")
        return None

    def html(self, file, tree, page_url, absolute=None):
        """Every address in a page, or in a piece of one that stands in a feed; `absolute` says why an
        address may not depend on where the page stands."""
        for element in tree.iter():
            tag = element.tag
            if not isinstance(tag, str):
                continue
            for name, value in element.attrib.items():
                # An SVG's xlink:href arrives with its name space.
                name = name.rpartition("}")[2]
                what = f"<{tag} {name}>"
                if tag == "link" and name == "href":
                    rels = set(element.get("rel", "").lower().split())
                    found = [(value, not rels & READ_ONLY_RELS)]
                elif (tag, name) in LOADED:
                    found = [(value, True)]
                elif (tag, name) in FOLLOWED:
                    found = [(value, False)]
                elif name == "srcset":
                    found = [(part.split()[0], True) for part in value.split(",") if part.strip()]
                elif name == "style":
                    found = [(address, True) for address in css_addresses(value)]
                elif tag == "meta" and name == "content" and element.get("property", element.get("name")) in META_ADDRESSES:
                    found = [(value, False)]
                elif tag == "meta" and name == "content" and element.get("http-equiv", "").lower() == "refresh":
                    found = [(re.sub(r"(?i)^\s*\d+\s*;\s*url\s*=\s*", "", value), False)]
                else:
                    continue
                for address, loaded in found:
                    if absolute and not absolute[0](address):
                        self.tell(file, f"{address!r} in {what}: {absolute[1]}")
                    self.link(file, page_url, address, loaded, what)
            if tag == "style":
                for address in css_addresses("".join(element.itertext())):
                    self.link(file, page_url, address, True, "<style>")

    def xml(self, file):
        try:
            root = ElementTree.fromstring((self.root / file).read_bytes())
        except ElementTree.ParseError as error:
            return self.tell(file, f"not well formed: {error}")
        name = root.tag.rpartition("}")[2]
        if name in ("rss", "feed", "RDF"):
            self.feed(file)
        elif name in ("urlset", "sitemapindex"):
            for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
                if not (loc.text or "").startswith(self.base):
                    self.tell(file, f"<loc> {loc.text!r} is not below {self.base}")
                self.link(file, self.url(file), loc.text or "", False, "<loc>")
        return None

    def feed(self, file):
        feed = feedparser.parse((self.root / file).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
        if feed.bozo:
            self.tell(file, f"a feed reader stumbles: {feed.bozo_exception}")
        for key in ("title", "link"):
            if not feed.feed.get(key):
                self.tell(file, f"the feed has no {key}")
        if not feed.entries:
            self.tell(file, "the feed has no entries")
        ids = set()
        whole = (lambda address: urlsplit(address).scheme != "", "an address in a feed must be whole")
        for entry in feed.entries:
            title = entry.get("title", "(no title)")
            for key in ("title", "link", "id", "summary"):
                if not entry.get(key):
                    self.tell(file, f"“{title}” has no {key}")
            if not entry.get("published_parsed"):
                self.tell(file, f"“{title}” has no date, or one that cannot be read")
            if entry.get("id") in ids:
                self.tell(file, f"“{title}” has the guid of another entry: {entry.get('id')}")
            ids.add(entry.get("id"))
            addresses = [entry.get("link", "")] + [e.get("href", "") for e in entry.get("enclosures", [])]
            for address in addresses:
                self.link(file, self.url(file), address, False, f"“{title}”")
            for content in entry.get("content", []):
                tree = html5lib.parseFragment(content.value, namespaceHTMLElements=False)
                self.html(file, tree, self.url(file), whole)

    def look(self):
        canonical = [link.get("href") for link in self.page("index.html").iter("link") if link.get("rel") == "canonical"]
        if canonical != [self.base]:
            self.tell("index.html", f"its canonical address is {canonical}, not {self.base}")
        # A host shows this page at any address.
        rooted = (lambda address: urlsplit(address).scheme != "" or address[:1] in ("/", "#"), "404.html is shown at any address: begin with /")
        for file in sorted(self.files):
            if file.endswith(".html"):
                self.html(file, self.page(file), self.url(file), rooted if file == "404.html" else None)
            elif file.endswith((".xml", ".svg")):
                self.xml(file)
            elif file.endswith(".css"):
                for address in css_addresses(self.text(file)):
                    self.link(file, self.url(file), address, True, "url()")
            elif file == "robots.txt":
                for address in re.findall(r"(?im)^sitemap:\s*(\S+)", self.text(file)):
                    self.link(file, self.url(file), address, False, "Sitemap:")


def css_addresses(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return [quoted or bare for quoted, bare in re.findall(r"""url\(\s*(?:["']([^"']*)["']|([^)"'\s]*))\s*\)""", css)]


def main():
    site = Site(*sys.argv[1:])
    site.look()
    for line in site.wrong:
        print(line)
    count = lambda end: sum(file.endswith(end) for file in site.files)
    print(f"{len(site.files)} files, {count('.html')} pages, {count('.xml')} feeds and sitemaps, {site.checked} links: {len(site.wrong)} wrong")
    return 1 if site.wrong or not site.checked else 0


sys.exit(main())
