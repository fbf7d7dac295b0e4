"""Looks at runs through the viewer as a person would, and knocks at its door as nobody should.

    check-viewer.py NICHE WORK PICTURES

Needs playwright and Debian's chromium, which draws WebGL2 in software.
"""

import contextlib
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

NICHE, WORK, PICTURES = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
LIVE = ["--set", "time.snapshot=6 h"]


def run(name: str, *options: str, until: str = "3d") -> Path:
    folder = WORK / name
    subprocess.run([NICHE, "run", "Models/slice.yaml", "--until", until, "-o", folder, "--no-report", "--quiet", *LIVE, *options],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


@contextlib.contextmanager
def served(*folders: object):
    """A server of these runs; gives the address it printed."""
    server = subprocess.Popen([NICHE, "view", *map(str, folders)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = server.stdout.readline()
        assert line, "the server said no address"
        yield re.fullmatch(r"open (http://127\.0\.0\.1:\d+/#[0-9a-f]{32})\n", line)[1], server
    finally:
        server.terminate()
        code = server.wait(10)
    assert code == 0, f"the server was told to end, and ended with {code}"


class Look:
    """A page, with all that its console said."""

    def __init__(self, page: Page, address: str):
        self.page, self.said = page, []
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(address)

    def wait(self, condition: str, seconds: float = 60) -> None:
        """Asks from outside: the page's own policy lets nobody wait inside it."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"waited in vain for {condition}; it says {self.page.inner_text('#status')!r}; {self.said}"
            self.page.wait_for_timeout(50)

    def settle(self) -> None:
        """Until nothing more is drawn."""
        before = None
        while (now := self.page.evaluate("document.body.dataset.drawn")) != before or not now:
            before = now
            self.page.wait_for_timeout(400)

    def frame(self, arm: int = 0) -> int:
        """A digest of what a canvas shows."""
        self.settle()
        return self.pixels(arm)["digest"]

    def colours(self, arm: int = 0) -> int:
        return self.pixels(arm)["colours"]

    def pixels(self, arm: int) -> dict[str, int]:
        return self.page.evaluate("""arm => {
            const canvas = document.querySelectorAll(".arm canvas")[arm], gl = canvas.getContext("webgl2");
            const pixels = new Uint32Array(canvas.width * canvas.height);
            gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
            return { digest: pixels.reduce((digest, pixel) => Math.imul(digest ^ pixel, 16777619) | 0, 7), colours: new Set(pixels).size };
        }""", arm)

    def set_time(self, index: int) -> None:
        self.page.evaluate("i => { const t = document.getElementById('time'); t.value = i; t.dispatchEvent(new Event('input')); }", index)

    def picture(self, name: str) -> None:
        self.page.screenshot(path=PICTURES / f"{name}.png")


def check_finished(browser, folder: Path) -> None:
    print("== a finished run: drawn, over time, by colour, by field, by filter")
    with served(folder) as (address, _):
        look = Look(browser.new_page(viewport={"width": 1280, "height": 800}), address)
        look.wait("document.getElementById('time').max > 3")
        first = look.frame()
        assert look.colours() > 50, "the canvas is blank"
        look.picture("start")
        look.set_time(10)
        later = look.frame()
        assert later != first, "time changes nothing"
        look.picture("by-type")
        seen = {later}
        for control, value in [("colour", "N"), ("map", "magma"), ("field", "oxygen"), ("field-form", "volume"), ("cut-axis", "x"), ("dimensions", "2")]:
            look.page.select_option(f"#{control}", value)
            seen.add(look.frame())
            look.picture(f"{control}-{value}")
        assert len(seen) == 7, f"of seven views {7 - len(seen)} look like another"
        look.page.select_option("#colour", "")
        look.page.select_option("#field", "")
        look.page.select_option("#cut-axis", "")
        whole = look.frame()
        look.page.fill("#filter", "macrophage and not dead")
        look.page.press("#filter", "Enter")
        assert look.frame() != whole, "the filter hides nothing"
        count = re.fullmatch(r"([\d,]+) of ([\d,]+) cells", look.page.inner_text(".arm p"))
        assert 0 < int(count[1].replace(",", "")) < int(count[2].replace(",", ""))
        look.page.fill("#filter", "macrophage and nonsense")
        look.page.press("#filter", "Enter")
        look.wait("document.getElementById('filter-says').textContent.includes('nonsense')")
        look.page.fill("#filter", "")
        look.page.press("#filter", "Enter")
        look.wait("!document.getElementById('filter-says').textContent")
        assert look.page.locator("#charts svg").count() > 3, "there are no charts"
        value = lambda: int(look.page.input_value("#time"))
        look.page.locator("#charts svg").first.click(position={"x": 4, "y": 20})
        assert value() == 0, "a click on the beginning of a chart goes there"
        for key, expected in [(".", 1), (".", 2), (",", 1)]:
            look.page.press("body", key)
            look.wait(f"document.getElementById('time').value == {expected}")
        look.page.press("body", " ")
        look.wait("document.getElementById('time').value > 3")
        look.page.press("body", " ")
        look.settle()
        look.set_time(10)
        look.settle()
        check_click(look)
        check_model(look)
        look.page.press("body", "d")
        look.picture("dark")
        with look.page.expect_download() as download:
            look.page.click("#picture")
        assert Path(download.value.path()).read_bytes()[:4] == b"\x89PNG"
        with look.page.expect_download(timeout=120_000) as download:
            look.page.click("#movie")
        movie = Path(download.value.path())
        frames = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", movie],
                                check=True, capture_output=True, text=True).stdout
        assert int(frames) >= 13, f"a movie of {frames} pictures, of 13 snapshots"
        assert not [line for line in look.said if "nonsense" not in line], look.said
        look.page.close()


def check_click(look: Look) -> None:
    """A click on where a cell is drawn tells of this cell."""
    look.settle()
    cells = look.page.evaluate("""async () => {
        const token = location.hash.slice(1), ask = (path) => fetch(path, { headers: { Authorization: `Bearer ${token}` } });
        const frame = 10, found = [];
        for (const place of [0, 7, 50, 120]) found.push(await (await ask(`runs/0/frames/${frame}/cell?of=${place}`)).json());
        return found;
    }""")
    hits = 0
    for cell in cells:
        # Seen from above the page shows x to the right and y upwards, the middle of the tissue in its middle.
        at = look.page.evaluate("""([x, y]) => {
            const canvas = document.querySelector(".arm canvas"), box = canvas.getBoundingClientRect();
            const size = window.niche.camera.size, look = window.niche.camera.look(canvas.width, canvas.height), m = look.both;
            const px = m[0] * x + m[4] * y + m[8] * size[2] / 2 + m[12], py = m[1] * x + m[5] * y + m[9] * size[2] / 2 + m[13];
            return [box.left + (px + 1) / 2 * box.width, box.top + (1 - py) / 2 * box.height];
        }""", cell["position"][:2])
        look.page.mouse.click(*at)
        look.wait("document.querySelector('#card table')")
        look.page.wait_for_timeout(300)
        hits += look.page.get_attribute("#card", "data-id") == cell["id"]
    assert hits == len(cells), f"of {len(cells)} clicks {hits} found their cell"
    look.picture("card")
    clone = look.page.locator("#card tr", has_text="clone").locator("td").last.inner_text()
    whole = look.frame()
    look.page.click("#card button:has-text('Its clone alone')")
    look.wait("document.querySelector('.arm p').textContent.includes(' of ')")
    assert look.frame() != whole, "all clones are still shown"
    assert look.page.inner_text("#clone") == f"clone {clone} alone ✕"
    look.page.click("#clone")
    look.wait("!document.querySelector('.arm p').textContent.includes(' of ')")
    assert look.frame() == whole
    look.page.click("#card button:has-text('Its history')")
    look.wait("document.querySelectorAll('#card table').length == 2")


def check_model(look: Look) -> None:
    """The model in place of the tissue: what acts on what, with equations, and back."""
    look.page.click("#show-model")
    look.wait("document.querySelectorAll('#things li').length > 50")
    assert look.page.locator(".graph .node").count() > 30 and look.page.locator(".graph path.coupled").count() > 50
    assert look.page.locator("#mechanisms input").count() == 0, "the server only shows, and the page offers more"
    look.page.hover(".graph .node[aria-label='macrophage']")
    assert look.page.locator(".graph path.lit-arrow").count() > 10
    look.picture("graph")
    look.page.click(".graph .node[aria-label='macrophage']")
    look.wait("document.querySelector('#thing h2')?.textContent.includes('of macrophage')")
    look.page.fill("#find", "N of macrophage")
    look.page.locator("#things button").first.click()
    look.wait("document.querySelector('#thing pre')?.textContent.includes('d N/dt')")
    assert look.page.locator("#before li").count() > 0 and look.page.locator("#after li").count() > 0
    assert look.page.locator("#mechanisms tr").count() > 10
    look.picture("model")
    look.page.click("#show-model")
    look.settle()


def check_live(browser) -> None:
    print("== a running job is followed")
    folder = WORK / "live"
    job = subprocess.Popen([NICHE, "run", "Models/slice.yaml", "--until", "6d", "-o", folder, "--no-report", "--quiet", *LIVE], stdout=subprocess.DEVNULL)
    while not (folder / "run.json").exists():
        time.sleep(0.05)
    with served(folder) as (address, _):
        look = Look(browser.new_page(viewport={"width": 1000, "height": 700}), address)
        look.wait("document.getElementById('time').max > 0")
        early = int(look.page.get_attribute("#time", "max"))
        look.wait(f"document.getElementById('time').max > {early} && document.getElementById('time').value > {early}")
        assert look.page.is_checked("#live")
        job.wait()
        look.wait("document.getElementById('time').max == 24")
        look.picture("live")
        assert not look.said, look.said
        look.page.close()


def check_arms(browser, a: Path, b: Path) -> None:
    print("== two arms side by side, with one camera")
    with served(f"with={a}", f"without={b}") as (address, _):
        look = Look(browser.new_page(viewport={"width": 1400, "height": 700}), address)
        look.wait("document.querySelectorAll('.arm').length == 2 && document.getElementById('time').max > 3")
        look.set_time(11)
        assert look.frame(0) != look.frame(1), "both arms look the same"
        before = look.frame(0), look.frame(1)
        look.page.locator(".arm canvas").first.press("ArrowLeft")
        after = look.frame(0), look.frame(1)
        assert before[0] != after[0] and before[1] != after[1], "the camera is not one"
        assert look.page.locator(".arm h2").all_inner_texts() == ["with", "without"]
        look.picture("arms")
        assert not look.said, look.said
        look.page.close()


TRIAL = """
claim: monocytes
sentence: Monocytes from the blood change the tumour
model: {model}
until: 12 h
replicates: 2
arms:
  monocytes: {{as_is: {{}}, none: {{set: {{M04: 0}}}}}}
measure: {{end: burden at 12 h}}
judge:
  fewer: difference(none, as_is) of end below 1000
"""


def check_trial(browser) -> None:
    print("== the arms of a trial, while they run")
    trial = WORK / "monocytes.yaml"
    trial.write_text(TRIAL.format(model=Path("Models/slice.yaml").resolve()))
    with served(trial, "-o", WORK / "arms") as (address, _):
        look = Look(browser.new_page(viewport={"width": 1400, "height": 700}), address)
        look.wait("document.querySelectorAll('.arm').length == 2 && document.getElementById('time').max > 0")
        assert look.page.locator(".arm h2").all_inner_texts() == ["as_is", "none"]
        look.wait("document.getElementById('status').textContent == '2 runs'")
        assert not look.said, look.said
        look.page.close()
    # Without monocytes from the blood: another course, from the same seed.
    assert len({json.loads((WORK / "arms" / f"monocytes-{arm}" / "run.json").read_text())["state_digest"] for arm in (1, 2)}) == 2
    # An arm is a run like any other: it repeats, and goes on.
    subprocess.run([NICHE, "rerun", WORK / "arms" / "monocytes-2", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([NICHE, "run", "--resume", WORK / "arms" / "monocytes-2", "--until", "14h", "--quiet", "--no-report"], check=True, stdout=subprocess.DEVNULL)


def check_edit(browser, folder: Path) -> None:
    print("== a coupling is switched, and a run begun from the page")
    with served(folder, "--edit") as (address, _):
        look = Look(browser.new_page(viewport={"width": 1400, "height": 800}), address)
        look.wait("document.getElementById('time').max > 3")
        look.page.click("#show-model")
        look.page.fill("input[aria-label='gain of M04']", "0")
        look.page.press("input[aria-label='gain of M04']", "Tab")
        assert look.page.locator(".graph path.off").count() > 0, "an arrow whose couplings are off looks like any other"
        look.picture("switched")
        assert look.page.inner_text("#start") == "Run with M04 = 0"
        look.page.click("#start")
        look.wait("document.querySelectorAll('.arm').length == 2")
        assert look.page.locator(".arm h2").all_inner_texts() == ["a", "a, M04=0"]
        look.wait("document.getElementById('status').textContent == '2 runs'")
        look.set_time(12)
        assert look.frame(0) != look.frame(1), "the coupling makes no difference"
        look.picture("begun")
        assert not look.said, look.said
        look.page.close()
        assert ask(address, "/runs", "POST", body=b'{"like": 0, "gains": {"M04": 0}}', token=False) == 401
        assert ask(address, "/runs", "POST", body=b'{"like": 0, "gains": {"M04": 0}}', Origin="http://evil.example") == 403
        for wish in [b"", b"{", b"[]", b'{"like": 9, "gains": {"M04": 0}}', b'{"like": 0, "gains": {}}', b'{"like": 0, "gains": {"M04": -1}}',
                     b'{"like": 0, "gains": {"M04": 1e99}}', b'{"like": 0, "gains": {"none": 0}}', b'{"like": 0, "gains": {"time.end": 1}}', b"[" * 10_000]:
            assert ask(address, "/runs", "POST", body=wish) in (400, 404), wish
        assert ask(address, "/runs", "POST", body=b" " * 20_000) == 413
        assert ask(address, "/runs/0", "POST", body=b"{}") == 405
    # What the page began is a run like any other: the same as by hand, and it repeats.
    new, by_hand = WORK / "a-M04=0", WORK / "b"
    digests = [json.loads((run / "run.json").read_text())["state_digest"] for run in (new, by_hand)]
    assert digests[0] == digests[1], digests
    subprocess.run([NICHE, "rerun", new, "--quiet"], check=True, stdout=subprocess.DEVNULL)


MILLION = """
title: A million cells
cells:
  ball: {state: {volume: 0.5 pL | split, x: "uniform(0, 1) | copy"}, mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}}
space: {size: [1 mm, 1 mm, 1 mm], voxel: 50 um}
time: {end: 6 min, step: 6 min, record: 6 min}
place: [{what: ball, number: NUMBER, everywhere: yes}]
"""


def check_size(browser, number: int) -> None:
    print(f"== {number:,} cells")
    model = WORK / f"{number}.yaml"
    model.write_text(MILLION.replace("NUMBER", str(number)))
    folder = WORK / str(number)
    subprocess.run([NICHE, "run", model, "-o", folder, "--no-report", "--quiet", "--checkpoint-every", "never"], check=True, stdout=subprocess.DEVNULL)
    with served(folder) as (address, _):
        look = Look(browser.new_page(viewport={"width": 1280, "height": 800}), address)
        look.wait("(window.niche?.arms()[0]?.cells?.count ?? 0) > 0", 120)
        look.page.select_option("#colour", "x")
        look.settle()
        # Whoever reads the pixels waits until they are drawn.
        drawn, loaded, wire = look.page.evaluate("""async () => {
            const { arms, camera, look } = window.niche, [arm] = arms(), gl = arm.scene.gl, times = [];
            for (let i = 0; i < 4; i++) {
                const start = performance.now();
                arm.scene.draw(camera, look);
                gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
                times.push(performance.now() - start);
            }
            arm.frame = -1;
            const start = performance.now();
            await arm.load(0, look);
            const loaded = performance.now() - start;
            const sent = performance.getEntriesByType("resource").filter(({ name }) => /frames\\/0\\/(cells|values)/.test(name)).slice(-2);
            return [Math.min(...times), loaded, sent.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)];
        }""")
        assert look.colours() > 1000
        assert 0 < wire <= 20 * number, f"{wire / number} bytes a cell"
        look.picture(f"cells-{number}")
        print(f"   {drawn:.0f} ms a picture, {loaded:.0f} ms to load, {wire / number:.1f} bytes a cell")
        assert not look.said, look.said
        look.page.close()


def ask(address: str, path: str, method: str = "GET", *, token: bool = True, host: str | None = None, body: bytes | None = None, **others: str) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host or f"127.0.0.1:{parts.port}")
    if token:
        connection.putheader("Authorization", f"Bearer {parts.fragment}")
    for name, value in others.items():
        connection.putheader(name.replace("_", "-"), value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def raw(address: str, sent: bytes) -> bytes:
    """What is answered to bytes that may be no HTTP at all; nothing where the server hangs up."""
    with socket.create_connection(("127.0.0.1", urlsplit(address).port), timeout=20) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(sent)
            return connection.recv(4096)
    return b""


def check_door(folder: Path) -> None:
    print("== nobody else gets in")
    with served(folder) as (address, _):
        assert ask(address, "/runs") == 200
        assert ask(address, "/", token=False) == 200
        assert ask(address, "/runs", token=False) == 401
        assert ask(address, "/runs", token=False, Authorization="Bearer " + "0" * 32) == 401
        assert ask(address, "/runs", host="evil.example") == 403
        assert ask(address, "/", host="evil.example:80", token=False) == 403
        assert ask(address, "/runs", Origin="http://evil.example") == 403
        assert ask(address, "/runs", Sec_Fetch_Site="cross-site") == 403
        assert ask(address, "/runs", "POST", body=b"{}") == 405
        assert ask(address, "/runs", "DELETE") == 405
        for path in ["/../../etc/passwd", "/page/../../run.json", "/page/%2e%2e/run.json", "/page//etc/passwd", "/runs/0/../1"]:
            assert ask(address, path) == 400, path
        for path in ["/page/none.js", "/runs/7", "/runs/0/frames/99999/cells", "/runs/0/frames/-1/cells", "/runs/0/frames/0/values?of=none", "/etc"]:
            assert ask(address, path) == 404, path
        host = f"Host: 127.0.0.1:{urlsplit(address).port}\r\n".encode()
        assert raw(address, b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100_000 + b"\r\n\r\n")[:12] in (b"", b"HTTP/1.1 431", b"HTTP/1.1 400")
        assert raw(address, b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n" * 10_000 + b"\r\n")[:12] in (b"", b"HTTP/1.1 431", b"HTTP/1.1 400")
        assert raw(address, b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 99999999\r\n\r\n" + b"a" * 1_000_000)[:12] in (b"", b"HTTP/1.1 413")
        for odd in [b"\x00" * 1000, b"GET\r\n\r\n", b"\x16\x03\x01" + b"a" * 500, b"GET / HTTP/9.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]:
            assert raw(address, odd)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 505"), odd
        assert ask(address, "/runs") == 200, "it still answers"


def check_disturbance(browser) -> None:
    print("== a thousand slow connections and a viewer change neither the bits nor the time")

    def job(name: str, visit=None) -> tuple[str, float]:
        """The state that a run with a server ends in, and the CPU time of the thread that simulates [s]. `visit` is called with the address while it goes."""
        process = subprocess.Popen([NICHE, "run", "Models/slice.yaml", "--until", "4d", "--threads", "1", "-o", WORK / name, "--force", "--no-report", "--quiet",
                                    "--view", *LIVE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = process.stdout.readline().split()[1]
        guests = visit(address) if visit else []
        state = process.stdout.readline()
        # It waits, with the page still there: the first thread of a process is the one that simulates.
        ticks = Path(f"/proc/{process.pid}/task/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        assert ask(address, "/runs") == 200
        for guest in guests:
            guest.close()
        process.terminate()
        process.wait(10)
        return state.split()[1], (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    def slow(address: str) -> list[socket.socket]:
        guests = []
        for _ in range(1000):
            guest = socket.create_connection(("127.0.0.1", urlsplit(address).port), timeout=10)
            guest.send(b"GET /runs HTTP/1.1\r\nHo")
            guests.append(guest)
        assert ask(address, "/runs") == 200, "slow ones keep nobody out"
        return guests

    def page(address: str) -> list:
        tab = browser.new_page(viewport={"width": 900, "height": 600})
        tab.goto(address)
        return [tab]

    alone = subprocess.run([NICHE, "run", "Models/slice.yaml", "--until", "4d", "--no-report", "--quiet", *LIVE], check=True, capture_output=True, text=True).stdout.split()[-1]
    # In turns, so that whatever else this machine does meets all of them.
    rounds = [[job("watched", visit) for visit in (None, slow, page)] for _ in range(3)]
    assert {state for jobs in rounds for state, _ in jobs} == {alone}, "the bits changed"
    quiet, beside, shown = (statistics.median(jobs[i][1] for jobs in rounds) for i in range(3))
    print(f"   CPU time of the simulation: {beside / quiet:.3f} times with a thousand slow ones, {shown / quiet:.3f} times with a page that looks")


def main() -> None:
    a, b = run("a"), run("b", "--set", "M04=0")
    check_door(a)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        check_finished(browser, a)
        check_arms(browser, a, b)
        check_live(browser)
        check_trial(browser)
        check_edit(browser, a)
        check_disturbance(browser)
        for number in (100_000, 1_000_000):
            check_size(browser, number)
        browser.close()
    print(f"pictures: {PICTURES}")


if __name__ == "__main__":
    main()
