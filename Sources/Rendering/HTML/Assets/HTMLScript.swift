/// What a page can do beyond being read: search, fold, and unfold for print.
enum HTMLScript {
  /// The script.
  static let text: StaticString = """

    'use strict';
    (() => {
      const query = document.getElementById('query');
      const found = document.getElementById('found');
      const items = [...document.querySelectorAll('[data-search]')];
      const groups = [...document.querySelectorAll('main section')].filter(part => part.querySelector('[data-search]'));
      const texts = new Map();
      // Both views of a change have the same text: one is enough.
      const textOf = item => {
        if (!texts.has(item)) {
          const copy = item.cloneNode(true);
          for (const view of copy.querySelectorAll('.split')) view.remove();
          texts.set(item, copy.textContent.toLowerCase());
        }
        return texts.get(item);
      };
      const search = () => {
        const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
        let count = 0;
        for (const item of items) {
          const isFound = words.every(word => textOf(item).includes(word));
          item.classList.toggle('missed', !isFound);
          if (isFound) count += 1;
        }
        for (const group of groups) {
          group.classList.toggle('missed', !group.querySelector('[data-search]:not(.missed)'));
        }
        found.textContent = words.length ? `${count} of ${items.length} shown` : '';
      };
      if (items.length) {
        document.getElementById('search').hidden = false;
        let timer;
        query.addEventListener('input', () => {
          clearTimeout(timer);
          timer = setTimeout(search, 80);
        });
      }
      document.addEventListener('keydown', event => {
        if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && event.target !== query) {
          event.preventDefault();
          query.focus();
          query.select();
        } else if (event.key === 'Escape' && query.value) {
          query.value = '';
          search();
        }
      });
      const folding = document.getElementById('folding');
      if (folding) {
        folding.hidden = false;
        const fold = isOpen => () => {
          for (const item of document.querySelectorAll('#files .item:not(.missed)')) item.open = isOpen;
        };
        document.getElementById('unfold').addEventListener('click', fold(true));
        document.getElementById('fold').addEventListener('click', fold(false));
      }
      // Browsers whose style sheets cannot unfold.
      let folded = [];
      addEventListener('beforeprint', () => {
        folded = [...document.querySelectorAll('details:not([open])')];
        for (const item of folded) item.open = true;
      });
      addEventListener('afterprint', () => {
        for (const item of folded) item.open = false;
      });
      // A link to something folded or filtered out shows it.
      const reveal = () => {
        const id = location.hash.slice(1);
        const target = id && document.getElementById(id);
        if (!target) return;
        if (target.closest('.missed')) {
          query.value = '';
          search();
        }
        for (let item = target.closest('details'); item; item = item.parentElement.closest('details')) item.open = true;
        target.scrollIntoView();
      };
      addEventListener('hashchange', reveal);
      reveal();
    })();

    """
}
