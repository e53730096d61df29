/**
 * Brings the children of an element in line with a list without making anew what is there: a button
 * that has the focus keeps it.
 */
export function showList(parent, items, keyOf, make, update) {
	const there = new Map([...parent.children].map((child) => [child.dataset.key, child]));
	let place = parent.firstElementChild;
	for (const item of items) {
		const key = String(keyOf(item));
		let child = there.get(key);
		there.delete(key);
		if (!child) {
			child = make(item);
			child.dataset.key = key;
		}
		update?.(child, item);
		if (child === place) place = place.nextElementSibling;
		else parent.insertBefore(child, place);
	}
	for (const child of there.values()) child.remove();
}

/** Makes an element with text and children. */
export function element(name, properties = {}, ...children) {
	const made = document.createElement(name);
	const { data = {}, aria = {}, ...rest } = properties;
	Object.assign(made, rest);
	Object.assign(made.dataset, data);
	for (const [key, value] of Object.entries(aria)) made.setAttribute(`aria-${key}`, value);
	made.append(...children);
	return made;
}

/** Changes a text only when it differs: a live region must not say the same again. */
export function setText(target, text) {
	if (target.textContent !== text) target.textContent = text;
}

/** The element of that id. */
export function byId(id) {
	return document.getElementById(id);
}
