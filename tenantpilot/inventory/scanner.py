"""The second net: credentials in text that no schema calls secret. It hides too much rather than too little."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tenantpilot.inventory.wrapping import opened

Replace = Callable[[str], str]
DEPTH = 3
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# Headers of requests are called X-Key or X-Auth where an ordinary name would have to say more.
_IN_HEADERS = frozenset({"key", "auth"})
# What may follow the word that tells: passwordValue, secretText2.
_TAILS = frozenset({
    "value", "text", "txt", "string", "str", "plain", "plaintext", "base", "encoded", "encrypted", "secure", "data",
})  # fmt: skip
_ENDINGS = (
    "password", "passwords", "passwd", "passwort", "kennwort", "passphrase", "passcode", "pwd", "secret", "secrets",
    "sharedkey", "apikey", "accesskey", "accesskeyid", "accountkey",
    "privatekey", "masterkey", "storagekey", "encryptionkey",
    "signingkey", "functionkey", "subscriptionkey", "licensekey", "licencekey", "productkey", "activationkey",
    "workspacekey", "primarykey", "secondarykey", "authkey", "hostkey", "connectionstring", "token", "tokens",
    "credential", "credentials", "keymaterial", "sastoken", "sharedaccesssignature", "networkkey", "wpakey", "wepkey",
)  # fmt: skip
# Rights and switches that end like a credential.
_NEITHER = ("createtoken", "forgotpassword", "resetpassword", "changepassword", "savepassword", "requirepassword")
_WHOLE = frozenset({"pass", "psk", "cred", "creds", "sas", "pin", "challenge", "pw"})
# Values that are no secret wherever they stand: what another word or a variable will say.
_PLAIN = re.compile(
    r"(?i)(?:true|false|yes|no|none|null|nil|\d{1,3}|not\s?configured|device\s?default|required|optional|always|never|enabled?"
    r"|disabled?|\*+|<[^<>]*>|\.\.\.|%[^%\s]+%|\{\{[^{}]*\}\}|\[secret#[0-9a-f]+\]"
    r"|\*?S-1-[\d-]+|\(?<!\[CDATA\[[^\]]*\]\]>\)?)"
)
# What a script puts in later; between single quotes it would be the text itself.
_VARIABLE = re.compile(r"\$|\$\(.*|\$\{?[A-Za-z_][\w:.]*\}?|%\d")
# A text without any of these holds no credential. Looking for words is many times faster than the forms below.
_TRIGGERS = (
    "pass", "pwd", "kennwort", "secret", "psk", "token", "cred", "key", "connection", "challenge", "sig=", "-----begin",
    "bearer", "basic", "@", "net ", "net1", "net.exe", "/rp", "pin", "pw", "sas", "-u", "-w", "asplaintext", "sshpass",
)  # fmt: skip
# The ones that need no word beside them, as they are written.
_TOKENS = ("eyJ", "AKIA", "ASIA", "AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-", "xox", "k_live_", "Q~")
# A text of one word only can be a token, but it names nothing.
_ONE_WORD = re.compile(r"[\w.~\-]*")

_QUOTED = r"""@?"(?P<double>(?:[^"\r\n]|""){1,4000})"|@?'(?P<single>(?:[^'\r\n]|''){1,4000})'"""
_VALUE = (
    r"""(?:@?"(?P<double>(?:[^"\r\n]|""|\\"){1,4000})"|@?'(?P<single>(?:[^'\r\n]|''){1,4000})'"""
    r"""|(?P<bare>[^\s"'`;,<>|&(){}\[\]]{1,2000}))"""
)
# name = value, name: value, "name": "value", -Name value, /name:value, [name]='value'
_ASSIGNED = re.compile(
    r"""(?P<name>(?<![\w])[A-Za-z_][\w.\-]{1,80})["'\])]{0,2}(?:\s*(?:=>|:=|\+?=|:)\s*|(?<=[A-Za-z])\s+(?=["']))"""
    r"""(?:ConvertTo-SecureString\s+(?:-\w+\s+)*)?\(?\s*""" + _VALUE
)
_OPTION = re.compile(r"(?<![\w-])(?:--?|/)(?P<name>[A-Za-z][\w\-]{1,60})(?:\s+|[:=]\s*)" + _VALUE)
_PLIST = re.compile(
    r"(?s)<key>\s*(?P<name>[^<]{1,120}?)\s*</key>\s*<(?P<tag>string|data)>(?P<bare>[^<]{1,200000}?)</(?P=tag)>"
)
_ELEMENT = re.compile(r"(?s)<(?P<name>[A-Za-z][\w.\-:]{1,80})(?:\s[^<>]*)?>(?P<bare>[^<]{1,4000})</(?P=name)>")
_NAMED_VALUE = re.compile(
    r"""(?is)(?:name|key|id)\s*=\s*["'](?P<name>[^"'<>]{1,120})["']\s+(?:value|data)\s*=\s*["'](?P<bare>[^"']{1,4000})["']"""
)
_JSON_PAIR = re.compile(
    r"""(?s)"(?:key|name)"\s*:\s*"(?P<name>[^"]{1,160})"\s*,\s*"value\w*"\s*:\s*"(?P<bare>(?:[^"\\]|\\.){1,8000})\""""
)
NAMED = (_PLIST, _ELEMENT, _NAMED_VALUE, _JSON_PAIR, _ASSIGNED, _OPTION)
# Forms that tell by themselves, each behind a word without which it cannot be there; the group `bare` is the secret.
# Every repetition has an end, so that text made to slow the search down does not; `<s>`: space, `<v>`: a word as value.
_PIECES = (
    ("<s>", r"\s{1,40}"),
    ("<v>", r"[\"']?(?P<bare>[^\s/*\"'$%][^\s\"']{0,400})"),
    ("<rest>", r"[^\r\n]{0,300}?"),
)
_FORMS = (
    ("-----begin", r"(?s)-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY[A-Z ]{0,9}-----(?P<bare>.{16,20000}?)-----END"),
    ("eyj", r"(?P<bare>\beyJ[\w\-]{8,}\.[\w\-]{8,}\.[\w\-]*)"),
    ("sig=", r"(?i)[?&;\s\"']sig=(?P<bare>[A-Za-z0-9%+/=_\-]{16,})"),
    ("bearer", r"(?i)bearer<s>(?=\S{0,400}\d)(?P<bare>[A-Za-z0-9._~+/=\-]{12,})"),
    ("basic", r"(?i)basic<s>(?=\S{0,400}[\d=])(?P<bare>[A-Za-z0-9+/]{12,}={0,2})"),
    ("://", r"(?i)\b[a-z][a-z0-9+.\-]{1,20}://[^\s/:@\"'<>]{1,200}:(?!\d{1,5}/)(?P<bare>[^\s\"'<>]{1,400}?)@(?=\w)"),
    ("securestring", r"(?i)ConvertTo-SecureString<s>(?:-(?:AsPlainText|Force|String)<s>){0,3}(?:" + _QUOTED + ")"),
    ("net", r"(?i)\bnet1?(?:\.exe)?<s>user<s>(?:\"[^\"]{1,100}\"|\S{1,100})<s><v>"),
    ("net", r"(?i)\bnet1?(?:\.exe)?<s>use<s><rest>/user:\S{1,100}<s><v>"),
    ("net", r"(?i)\bnet1?(?:\.exe)?<s>use<s>(?:\S:<s>)?\\\\\S{1,300}<s><v>[\"']?<s>/user:"),
    ("curl", r"(?i)\bcurl\b<rest>\s(?:-u|--user)<s>[\"']?[^\s:\"']{1,100}:(?P<bare>[^\s\"']{1,400})"),
    ("/", r"(?i)\s/(?:rp|pass|p|pwd)[:\s]\s{0,40}[\"']?(?P<bare>[^\s/*\"'$%][^\s\"']{3,400})"),
    ("-", r"(?i)\b(?:sshpass|psexec\S{0,20}|mysql|security<s>add-\S{1,40})\b<rest>\s-[pw]\s{0,40}[\"']?"
          r"(?P<bare>[^\s\"'$-][^\s\"']{0,400})"),
    ("-passwd", r"(?i)\bdscl\b<rest>-passwd<s>\S{1,200}<s>[\"']?(?P<bare>[^\s\"'$]{1,400})"),
    ("akia", r"(?P<bare>\bAKIA[0-9A-Z]{16}\b)"),
    ("asia", r"(?P<bare>\bASIA[0-9A-Z]{16}\b)"),
    ("aiza", r"(?P<bare>\bAIza[\w\-]{35})"),
    ("gh", r"(?P<bare>\bgh[pousr]_[A-Za-z0-9]{20,})"),
    ("glpat-", r"(?P<bare>\bglpat-[\w\-]{20,})"),
    ("xox", r"(?P<bare>\bxox[abeoprs]-[\w\-]{10,})"),
    ("k_live_", r"(?P<bare>\b[rs]k_live_\w{16,})"),
    ("q~", r"(?P<bare>[\w~.\-]{3}\dQ~[\w~.\-]{31,34})"),
)  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, piece in _PIECES:
        pattern = pattern.replace(name, piece)
    return re.compile(pattern)


FORMS = tuple((word, _compiled(pattern)) for word, pattern in _FORMS)
SHORTEST_BLOB = 24
BLOB = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])")


@lru_cache(maxsize=8192)
def is_credential_name(name: str) -> bool:
    """Whether a property, key or setting of this name holds a credential: passwords, not their length or policy."""
    words = [word.lower() for word in _WORDS.findall(name[-200:])]
    while words and (words[-1] in _TAILS or words[-1].isdigit()):
        words.pop()
    if not words:
        return False
    if words[0] == "x" and len(words) > 1 and words[-1] in _IN_HEADERS:
        return True
    ending = "".join(words[-3:])
    return (words[-1] in _WHOLE or ending.endswith(_ENDINGS)) and not ending.endswith(_NEITHER)


def is_secret_value(value: str) -> bool:
    """Whether something under a credential's name is one, not a word or variable that stands for it."""
    stripped = value.strip()
    return bool(stripped) and not _PLAIN.fullmatch(stripped)


def may_hold_secrets(text: str) -> bool:
    """A quick look that no text with a credential fails."""
    if any(token in text for token in _TOKENS):
        return True
    if _ONE_WORD.fullmatch(text):
        return False
    lower = text.lower()
    return any(trigger in lower for trigger in _TRIGGERS)


def scrub(text: str, replace: Replace, depth: int = 0) -> str:
    """The text with every credential in it replaced; base64 inside it is opened, searched and closed again."""
    if len(text) >= SHORTEST_BLOB and depth < DEPTH and not text.islower():
        text = BLOB.sub(lambda match: _inside(match[0], replace, depth), text)
    if not may_hold_secrets(text):
        return text
    lower = text.lower()
    for word, form in FORMS:
        if word in lower:
            text = form.sub(lambda match: _put(match, replace), text)
    for named in NAMED:
        text = named.sub(lambda match: _put(match, replace) if is_credential_name(match["name"]) else match[0], text)
    return text


def _inside(blob: str, replace: Replace, depth: int) -> str:
    wrapped = opened(blob)
    if wrapped is None:
        return blob
    clean = scrub(wrapped.inner, replace, depth + 1)
    return blob if clean == wrapped.inner else wrapped.close(clean)


def _put(match: re.Match[str], replace: Replace) -> str:
    group = next(name for name in ("double", "single", "bare") if name in match.re.groupindex and match[name])
    secret = match[group]
    if not is_secret_value(secret) or (group != "single" and _VARIABLE.fullmatch(secret)):
        return match[0]
    start, end = match.span(group)
    return match[0][: start - match.start()] + replace(secret) + match[0][end - match.start() :]
