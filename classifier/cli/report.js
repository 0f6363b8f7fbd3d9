// Sorting and filtering of report pages. Everything can be read without it, so what needs it is
// shown by it.
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  for (const controls of document.querySelectorAll('.controls')) controls.hidden = false;

  // A header that is clicked sorts by its column, clicked again the other way round. Figures begin
  // with the largest; what is no figure comes last.
  const table = byId('rule-table');
  if (table) {
    const headers = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const figure = (cell) => Number.parseFloat(cell.textContent.replaceAll(',', ''));
    const compare = (kind) => {
      if (kind === 'text') return (a, b) => (a.textContent < b.textContent ? -1 : 1);
      const size = kind === 'size' ? Math.abs : (x) => x;
      return (a, b) => size(figure(a)) - size(figure(b));
    };
    const sortBy = (column) => {
      const header = headers[column];
      const kind = header.dataset.sort;
      const was = header.getAttribute('aria-sort');
      const down = was ? was === 'ascending' : kind !== 'text';
      const order = compare(kind);
      const empty = (row) => kind !== 'text' && Number.isNaN(figure(row.cells[column]));
      const rows = [...body.rows].sort((a, b) => {
        if (empty(a) || empty(b)) return empty(a) - empty(b);
        return (down ? -1 : 1) * (a.cells[column].textContent === b.cells[column].textContent
          ? 0 : order(a.cells[column], b.cells[column]));
      });
      for (const other of headers) other.removeAttribute('aria-sort');
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      body.append(...rows);
    };
    headers.forEach((header, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => sortBy(column));
    });

    const filter = byId('rule-filter');
    const fired = byId('rule-fired');
    const show = () => {
      const word = filter.value.trim().toLowerCase();
      let shown = 0;
      for (const row of body.rows) {
        const silent = fired.checked && row.classList.contains('silent');
        row.hidden = silent || !row.textContent.toLowerCase().includes(word);
        shown += row.hidden ? 0 : 1;
      }
      byId('rule-count').textContent = `${shown} of ${body.rows.length} rules`;
    };
    filter.addEventListener('input', show);
    fired.addEventListener('change', show);
    show();
  }

  const kind = byId('error-kind');
  if (kind) {
    const groups = [...document.querySelectorAll('.group')];
    const filter = byId('error-filter');
    const heading = (group) => group.querySelector('h3');
    for (const group of groups) {
      kind.append(new Option(heading(group).textContent.replace(/\s+/g, ' ').trim(), group.id));
    }
    const show = () => {
      const word = filter.value.trim().toLowerCase();
      let shown = 0;
      for (const group of groups) {
        const chosen = kind.value === '' || kind.value === group.id;
        let any = 0;
        for (const error of group.querySelectorAll('.error')) {
          error.hidden = !chosen || !error.textContent.toLowerCase().includes(word);
          any += error.hidden ? 0 : 1;
        }
        group.hidden = any === 0;
        shown += any;
      }
      const all = document.querySelectorAll('.error').length;
      byId('error-count').textContent = `${shown} of ${all} errors`;
    };
    kind.addEventListener('change', show);
    filter.addEventListener('input', show);
    show();
    // A link from the confusion matrix must find its group, whatever is filtered.
    window.addEventListener('hashchange', () => {
      const target = byId(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.hidden) return;
      kind.value = '';
      filter.value = '';
      show();
      target.scrollIntoView();
    });
  }

  // Nor may a rule that an error names be filtered away.
  window.addEventListener('hashchange', () => {
    const cell = byId(decodeURIComponent(location.hash.slice(1)));
    const row = cell && cell.closest('#rule-table tr');
    if (!row) return;
    row.hidden = false;
    cell.scrollIntoView({block: 'center'});
  });
})();
