let dictionary = { en: {}, de: {} };

const chosen = localStorage.getItem('phone.language') ?? navigator.language.slice(0, 2);
let language = chosen === 'de' ? 'de' : 'en';

/** Brings the words of the page; to be called before anything is said. */
export function useWords(english, german) {
	dictionary = { en: english, de: german };
}

/** The words for a key; `{0}`, `{1}` … stand for what is handed in. */
export function say(key, ...values) {
	const text = dictionary[language][key] ?? dictionary.en[key] ?? key;
	return text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ''));
}

/** Whether there are words for a key. */
export function canSay(key) {
	return key in dictionary.en;
}

/** `en` or `de`. */
export function languageNow() {
	return language;
}

/** The other language from now on; kept for the next visit. */
export function switchLanguage() {
	language = language === 'de' ? 'en' : 'de';
	localStorage.setItem('phone.language', language);
}

/** Puts the words of the language into everything that is marked with `data-w`. */
export function translatePage() {
	document.documentElement.lang = language;
	for (const marked of document.querySelectorAll('[data-w]'))
		marked.textContent = say(marked.dataset.w);
	for (const marked of document.querySelectorAll('[data-w-label]')) {
		marked.setAttribute('aria-label', say(marked.dataset.wLabel));
	}
}

/** A time of day with seconds. */
export function clockTime(ms) {
	return new Date(ms).toLocaleTimeString(language, { hour12: false });
}

/** Seconds as `0:07`. */
export function duration(ms) {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
