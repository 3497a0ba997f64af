// Pages without a frame: the way in and the way out. Both are plain requests that work without the socket.
import { useLocale } from "$/public/kit/l10n.jsx";
import { Icon } from "$/public/kit/icon.jsx";

// Where one wanted to go is in the page's own address; the server checks it again before it leads there.
export function SignInLink({ children }) {
  const locale = useLocale();
  const go = (event) => {
    event.preventDefault();
    const query = new URLSearchParams({ language: locale });
    const next = new URLSearchParams(location.search).get("next");
    if (next) query.set("next", next);
    location.assign(`/auth/sign-in?${query}`);
  };
  return (
    <a className="btn" data-kind="primary" data-size="l" href="/auth/sign-in" onClick={go}>
      <Icon name="log-in" size="s" />{children}
    </a>
  );
}

export function SignOutButton({ children, ...props }) {
  return (
    <form method="post" action="/auth/sign-out">
      <button type="submit" className="btn" {...props}><Icon name="log-out" size="s" />{children}</button>
    </form>
  );
}
