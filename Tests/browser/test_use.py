"""How a page is used: by keyboard, with and without a script."""

SHOWN = "[...document.querySelectorAll('[data-search]')].filter(e => e.checkVisibility()).length"
ALL = "document.querySelectorAll('[data-search]').length"


def is_shown(page, selector):
    return page.run(f"document.querySelector('{selector}').checkVisibility()")


def focused(page):
    return page.run("document.activeElement.id || document.activeElement.className || document.activeElement.tagName")


def test_the_first_stop_skips_to_the_report(open_page):
    page = open_page("conflicts")
    page.press("Tab")
    assert focused(page) == "skip"
    assert page.run("document.activeElement.getBoundingClientRect().top >= 0")
    page.press("Enter")
    page.until("location.hash === '#content'")
    assert focused(page) == "content"


def test_what_has_the_focus_is_seen(open_page):
    page = open_page("clean")
    seen = set()
    for _ in range(40):
        page.press("Tab")
        stop = page.run(
            "(e => e === document.body ? null : [e.tagName, e.textContent.slice(0, 30), e.id, getComputedStyle(e).outlineStyle])"
            "(document.activeElement)")
        if stop is None or tuple(stop) in seen:
            break
        assert stop[3] != "none", stop
        seen.add(tuple(stop))
    assert {"A", "INPUT", "SUMMARY", "BUTTON"} <= {stop[0] for stop in seen}


def test_search_by_keyboard(open_page):
    page = open_page("conflicts")
    everything = page.run(SHOWN)
    assert everything == page.run(ALL) > 3
    page.press("/")
    assert focused(page) == "query"
    page.type("APT-cleanup step-or")
    page.until("document.getElementById('found').textContent !== ''")
    count = page.run(SHOWN)
    assert 0 < count < everything
    assert page.run("found.textContent") == f"{count} of {everything} shown"
    assert page.run("found.getAttribute('aria-live')") == "polite"
    page.press("Escape")
    assert page.run("query.value") == ""
    assert page.run(SHOWN) == everything
    assert page.run("found.textContent") == ""


def test_a_search_that_finds_nothing_says_so(open_page):
    page = open_page("clean")
    page.press("/")
    page.type("no such thing")
    page.until("found.textContent.startsWith('0 of ')")
    assert page.run(SHOWN) == 0
    assert not is_shown(page, "#files h2")
    # A link into what is not shown ends the search.
    page.run("location.hash = '#files'")
    page.until("query.value === ''")
    assert is_shown(page, "#files h2")


def test_search_takes_text_as_text(open_page):
    page = open_page("hostile")
    page.press("/")
    page.type("</script>")
    page.until("found.textContent !== ''")
    assert page.run(SHOWN) > 0
    page.press("Escape")
    page.type("(.*")
    page.until("found.textContent.startsWith('0 of ')")


def test_a_slash_can_be_searched_for(open_page):
    page = open_page("conflicts")
    page.press("/")
    page.type("jibri/Dockerfile")
    page.until("query.value === 'jibri/Dockerfile'")


def test_findings_lead_to_what_they_mean(open_page):
    page = open_page("conflicts")
    page.run("document.querySelector('.finding .badge a').focus()")
    code = page.run("document.activeElement.hash")
    page.press("Enter")
    page.until(f"location.hash === '{code}'")
    assert page.run(f"document.querySelector('{code} h3').getBoundingClientRect().top < innerHeight")


def test_folds_open_and_close_by_keyboard(open_page):
    page = open_page("clean")
    page.run("document.querySelector('#patches details.item > summary').focus()")
    assert not is_shown(page, "#patches details.item > .inside")
    page.press("Enter")
    page.until("document.querySelector('#patches details.item').open")
    assert is_shown(page, "#patches details.item > .inside")
    page.press("Enter")
    page.until("!document.querySelector('#patches details.item').open")
    page.run("unfold.click()")
    assert page.run("[...document.querySelectorAll('#files details')].every(e => e.open)")
    page.run("fold.click()")
    assert page.run("[...document.querySelectorAll('#files details')].every(e => !e.open)")


def switched(page):
    return is_shown(page, ".diff.split"), is_shown(page, ".diff.unified")


def test_the_view_of_changes_is_switched_by_keyboard(open_page):
    page = open_page("clean")
    assert switched(page) == (True, False)
    page.run("document.getElementById('view-split').focus()")
    page.press("ArrowRight")
    page.until("document.getElementById('view-unified').checked")
    assert switched(page) == (False, True)


def test_the_view_is_switched_without_script(open_page):
    page = open_page("clean", script=False)
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    views = {
        name: page.call("DOM.querySelector", nodeId=root, selector=name)["nodeId"]
        for name in (".diff.split", ".diff.unified", "#view-unified")}

    def seen(name):
        styles = page.call("CSS.getComputedStyleForNode", nodeId=views[name])["computedStyle"]
        return next(style["value"] for style in styles if style["name"] == "display")

    page.call("CSS.enable")
    assert (seen(".diff.split"), seen(".diff.unified")) == ("table", "none")
    page.call("DOM.focus", nodeId=views["#view-unified"])
    page.press(" ")
    assert (seen(".diff.split"), seen(".diff.unified")) == ("none", "table")


def test_a_phone_gets_one_column(open_page):
    page = open_page("clean", width=390)
    assert switched(page) == (False, True)
    assert not is_shown(page, ".views")


def test_words_that_differ_are_marked(open_page):
    page = open_page("clean")
    marks = page.run("[...document.querySelectorAll('.split mark')].map(e => e.textContent)")
    assert marks == ["9364", "1", "10184"] or marks == ["9364-1", "10184"]
    # Signs tell what colours tell, and are read out.
    table = [name for role, name in page.accessible() if name]
    assert any("removed: " in name for name in table) and any("added: " in name for name in table)


def test_fold_state_survives_printing(open_page):
    page = open_page("clean")
    state = "[...document.querySelectorAll('details')].map(e => e.open)"
    before = page.run(state)
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert all(page.run(state))
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.run(state) == before
