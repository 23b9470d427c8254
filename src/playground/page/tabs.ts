/** A row of tabs as the ARIA practices have it: arrow keys move, one tab is in the order of the Tab key. */

export interface Tabs {
  readonly show: (names: readonly string[], selected: string) => void;
}

/**
 * @param list - has the role tablist
 * @param panel - what the tabs show, by its id
 */
export function createTabs(list: HTMLElement, panel: HTMLElement, onSelect: (name: string) => void): Tabs {
  const select = (name: string): void => {
    for (const tab of tabsIn(list)) {
      const isSelected = tab.textContent === name;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      if (isSelected) panel.setAttribute('aria-labelledby', tab.id);
    }
  };
  const choose = (name: string): void => {
    select(name);
    onSelect(name);
  };
  list.addEventListener('keydown', (event) => {
    const tabs = tabsIn(list);
    const next =
      tabs[
        wrapped(
          tabs.findIndex((tab) => tab.tabIndex === 0),
          event.key,
          tabs.length,
        )
      ];
    if (!next) return;
    event.preventDefault();
    choose(next.textContent ?? '');
    next.focus();
  });
  return {
    show: (names, selected) => {
      list.replaceChildren(...names.map((name, index) => tabFor(name, `${list.id}-${index}`, panel, choose)));
      select(selected);
    },
  };
}

const tabsIn = (list: HTMLElement): readonly HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=tab]')];

/** The place that a key leads to; −1 where it leads nowhere. */
function wrapped(at: number, key: string, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

function tabFor(name: string, id: string, panel: HTMLElement, choose: (name: string) => void): HTMLElement {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.id = id;
  tab.role = 'tab';
  tab.textContent = name;
  tab.setAttribute('aria-controls', panel.id);
  tab.addEventListener('click', () => choose(name));
  return tab;
}
