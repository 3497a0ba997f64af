# Deutsche Meldungen von TenantPilot. Gleiche Ids und Platzhalter wie en.ftl.

## Produkt und Bereiche
-product = TenantPilot
product = { -product }
plane-admin = Betriebskonsole
plane-review = Kundenbericht
plane-review-read-only = Kundenbericht, nur lesen
plane-system = Systemkonsole
page-title = { $page } · { -product }

## Navigation
nav-main = Hauptnavigation
nav-open = Navigation öffnen
nav-collapse = Einklappen
nav-skip = Zum Inhalt springen
nav-group-run = Ausführen
nav-group-prove = Nachweisen
nav-group-manage = Verwalten
nav-group-installation = Installation
nav-home = Übersicht
nav-operations = Vorgänge
nav-schedules = Zeitpläne
nav-audit = Prüfprotokoll
nav-members = Mitglieder
nav-workspaces = Arbeitsbereiche
nav-runs = Läufe
nav-breadcrumb = Pfad

## Kopfzeile
header-workspace-switch = Arbeitsbereich wechseln, jetzt { $name }
header-workspaces-all = Alle Arbeitsbereiche
header-active-runs =
    { $count ->
        [one] { $count } aktiver Lauf
       *[other] { $count } aktive Läufe
    }
header-running = aktiv
header-account = Konto von { $name }
header-system-scope = Alle Arbeitsbereiche dieser Installation
account-sessions = Meine Sitzungen
account-preferences = Einstellungen
account-sign-out = Abmelden
account-title = Konto

## Einstellungen
theme-label = Darstellung
theme-system = System
theme-light = Hell
theme-dark = Dunkel
density-label = Dichte
density-comfortable = Bequem
density-compact = Dicht
language-label = Sprache
language-en = English
language-de = Deutsch

## Mitteilungen
notifications-label =
    { $count ->
        [0] Mitteilungen
       *[other] Mitteilungen, { $count } ungelesen
    }
notifications-title = Mitteilungen
notifications-mark-read = Alle als gelesen markieren
notifications-empty-title = Nichts Neues
notifications-empty-body = Hier erscheint das Ende Ihrer Läufe und was Sie braucht.

## Befehlspalette
palette-open = Suchen oder springen
palette-placeholder = Namen oder Befehl eingeben
palette-results = Ergebnisse
palette-empty = Nichts gefunden
palette-group-pages = Gehe zu
palette-group-actions = Aktionen
palette-group-workspaces = Arbeitsbereiche
palette-group-runs = Läufe

## Listen
table-select-all = Alle Zeilen dieser Seite auswählen
table-select-row = { $name } auswählen
table-selected =
    { $count ->
        [one] { $count } ausgewählt
       *[other] { $count } ausgewählt
    }
table-bulk-label = Aktionen für die Auswahl
table-clear-selection = Auswahl aufheben
table-columns = Spalten
table-loading = Die Liste wird geladen
keys-move = bewegen
keys-select = auswählen
keys-open = öffnen
pager-label = Seiten dieser Liste
pager-previous = Zurück
pager-next = Weiter
pager-shown =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
pager-more = { $count } Zeilen, weitere folgen
filter-any = Alle
filter-remove = Filter { $name } entfernen
filter-clear = Filter aufheben
filter-from = Von
filter-to = Bis

## Formulare und Dialoge
form-optional = freiwillig
form-errors =
    { $count ->
        [one] Eine Angabe braucht Ihre Aufmerksamkeit
       *[other] { $count } Angaben brauchen Ihre Aufmerksamkeit
    }
dialog-close = Schließen
dialog-cancel = So lassen
confirm-type = Zur Bestätigung { $words } eingeben
menu-more = Weitere Aktionen
toast-label = Meldungen
toast-dismiss = Ausblenden: { $title }
copy-link = Link kopieren
copy-done = Kopiert
diagnostics = Diagnose
raw-context = Rohdaten für den Support
timeline = Verlauf
facts = Angaben

## Was eine Änderung betrifft
scope-app = Ändert nur TenantPilot
scope-tenant = Ändert den Microsoft-Tenant
scope-none = Ändert nichts

## Zustände
loading = Wird geladen
connection-lost = Verbindung unterbrochen. Neuer Versuch läuft; Gespeichertes geht nicht verloren.
state-filtered-title = Nichts entspricht diesen Filtern
state-filtered-body = Andere Einträge sind durch die Filter dieser Liste ausgeblendet.
state-error-title = Das konnte nicht geladen werden
state-error-body = Es wurde nichts geändert. Versuchen Sie es erneut; bleibt es dabei, nennen Sie uns die Referenz.
state-retry = Erneut versuchen
state-reference = Referenz { $reference }
value-none = Keine
value-unknown = Unbekannt
value-never = Nie
as-of = Stand

## Fehler, auf die man reagieren kann
error-field-required = Diese Angabe ist erforderlich.
error-field-format = Diese Angabe hat nicht die erwartete Form.
error-field-too-long = Diese Angabe ist zu lang.
error-field-invalid = Dieser Wert ist nicht zulässig.
error-not-found = Das gibt es nicht, oder Sie können es nicht sehen.
error-forbidden = Ihre Rolle umfasst das nicht.
error-conflict = Jemand hat das inzwischen geändert. Sehen Sie es sich vor der Entscheidung erneut an.
error-sign-in-required = Bitte melden Sie sich erneut an.
error-invalid-input = Einige Angaben brauchen Ihre Aufmerksamkeit.
error-blocked = Das wurde durch eine Regel angehalten.
error-unavailable = Das ist gerade nicht verfügbar. Es wurde nichts geändert; versuchen Sie es in einer Minute erneut.
error-unexpected = Auf unserer Seite ist etwas schiefgegangen. Mehr wurde nicht geändert.

## Fehlerseiten
problem-not-found-title = Hier ist nichts
problem-not-found-body = Diese Adresse führt zu nichts, das Sie sehen können. Es wurde entfernt oder gehört zu einem Arbeitsbereich, in dem Sie kein Mitglied sind.
problem-forbidden-title = Das dürfen Sie nicht öffnen
problem-forbidden-body = Ihre Rolle in diesem Arbeitsbereich umfasst diese Seite nicht. Ein Inhaber kann das ändern.
problem-signed-out-title = Sie sind abgemeldet
problem-signed-out-body = Ihre Sitzung ist beendet. Melden Sie sich an, um dort weiterzumachen, wo Sie waren.
problem-unavailable-title = TenantPilot ist nicht verfügbar
problem-unavailable-body = Ein Teil, den es braucht, antwortet nicht. Laufende Arbeit bleibt erhalten und geht von selbst weiter. Versuchen Sie es in einer Minute erneut.
problem-error-title = Etwas ist schiefgegangen
problem-error-body = Auf der Seite trat ein Fehler auf. Mehr wurde nicht geändert. Laden Sie sie neu; bleibt es dabei, nennen Sie uns die Referenz.
problem-home = Zur Startseite
problem-sign-in = Anmelden
problem-reload = Neu laden

## Anmeldung
sign-in-title = Anmelden
sign-in-body = Mit dem Konto, das Ihre Organisation Ihnen gegeben hat.
sign-in-continue = Weiter mit Ihrem Identitätsanbieter
sign-in-entra = Weiter mit Microsoft Entra ID

## Rollen
role-owner = Inhaber
role-manager = Verwalter
role-operator = Operator
role-approver = Genehmiger
role-read-only = Nur lesen
role-customer-viewer = Kundenleser
role-platform-operator = Plattformbetreiber

## Läufe: ein Wort dafür, wo ein Lauf steht
outcome-queued = Wartet
outcome-running = Läuft
outcome-succeeded = Erfolgreich
outcome-partially-succeeded = Teilweise erfolgreich
outcome-failed = Fehlgeschlagen
outcome-blocked = Blockiert
outcome-cancelled = Abgebrochen
outcome-skipped = Übersprungen

## Weitere Kataloge von Kennzeichen
severity-critical = Kritisch
severity-high = Hoch
severity-medium = Mittel
severity-low = Niedrig
completeness-complete = Vollständig
completeness-partial = Teilweise
completeness-stale = Veraltet
completeness-mostly-unread = Größtenteils nicht gelesen
completeness-not-read = Nicht gelesen
governance-matches = Stimmt überein
governance-different = Weicht ab
governance-missing = Fehlt
governance-unexpected = Unerwartet
governance-conflict = Konflikt
governance-not-comparable = Nicht vergleichbar
governance-accepted = Akzeptiert
lifecycle-new = Neu
lifecycle-active = Aktiv
lifecycle-invited = Eingeladen
lifecycle-expiring = Läuft ab
lifecycle-expired = Abgelaufen
lifecycle-revoked = Entzogen
lifecycle-paused = Pausiert
lifecycle-suspended = Ausgesetzt
lifecycle-archived = Archiviert
lifecycle-done = Erledigt
environment-production = Produktion
environment-staging = Vorproduktion
environment-test = Test
environment-sandbox = Sandbox

## Anmeldung: warum sie nicht gelang (was geschah, was es bedeutet, was zu tun ist)
sign-in-again = Erneut anmelden
sign-in-reason = Grund
sign-in-reference = Referenz
sign-in-done-title = Sie sind angemeldet
sign-in-done-continue = Weiter
sign-in-out-title = Sie sind abgemeldet
sign-in-out-continue = Weiter
sign-in-not-configured-title = Die Anmeldung ist nicht eingerichtet
sign-in-not-configured-text = Diese Installation kennt noch keinen Identitätsanbieter.
sign-in-not-configured-next = Wer die Installation betreibt, hinterlegt dort die Adresse des Anbieters und die Zugangsdaten dieser Anwendung.
sign-in-provider-unavailable-title = Ihr Identitätsanbieter antwortet nicht
sign-in-provider-unavailable-text = TenantPilot hat ihn nicht rechtzeitig erreicht. Niemand wurde angemeldet.
sign-in-provider-unavailable-next = Versuchen Sie es in einer Minute erneut. Bleibt es dabei, fragen Sie nach, ob die Anmeldung Ihrer Organisation anderswo funktioniert.
sign-in-provider-misconfigured-title = Die Anmeldung ist falsch eingerichtet
sign-in-provider-misconfigured-text = Der Identitätsanbieter hat geantwortet, aber nicht so, dass man der Antwort trauen oder sie verwenden kann.
sign-in-provider-misconfigured-next = Ein neuer Versuch hilft nicht. Geben Sie die Referenz unten an, wenn Sie den Betrieb dieser Installation fragen.
sign-in-provider-refused-title = Ihr Identitätsanbieter hat abgelehnt
sign-in-provider-refused-text = Er hat die Anmeldung mit einem Fehler beendet, statt zu sagen, wer Sie sind.
sign-in-provider-refused-next = Versuchen Sie es erneut. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-access-denied-title = Die Anmeldung wurde abgebrochen
sign-in-access-denied-text = Sie selbst oder eine Regel Ihrer Organisation haben sie beim Identitätsanbieter beendet.
sign-in-access-denied-next = Beginnen Sie neu, wenn es ein Versehen war. Bitten Sie sonst Ihre Organisation um Zugang zu TenantPilot.
sign-in-attempt-unknown-title = Diese Anmeldung lässt sich nicht fortsetzen
sign-in-attempt-unknown-text = Sie wurde nicht in diesem Browser begonnen oder ist bereits abgeschlossen. Das geschieht etwa, wenn ein Link oder eine Seite ein zweites Mal geöffnet wird.
sign-in-attempt-unknown-next = Beginnen Sie neu. Haben Sie selbst keine Anmeldung begonnen, schließen Sie diese Seite: Niemand wurde angemeldet.
sign-in-attempt-expired-title = Die Anmeldung hat zu lange gedauert
sign-in-attempt-expired-text = Zu Ihrer Sicherheit muss eine Anmeldung innerhalb von zehn Minuten abgeschlossen sein.
sign-in-attempt-expired-next = Beginnen Sie neu.
sign-in-code-refused-title = Die Anmeldung ist abgelaufen oder schon verwendet
sign-in-code-refused-text = Der Identitätsanbieter nimmt die Antwort, die Ihr Browser zurückgebracht hat, nicht mehr an.
sign-in-code-refused-next = Beginnen Sie neu. Geschieht das jedes Mal, mischt sich womöglich jemand ein: Sagen Sie es der IT Ihrer Organisation.
sign-in-wrong-issuer-title = Die Antwort kam von einem anderen Identitätsanbieter
sign-in-wrong-issuer-text = TenantPilot nimmt nur Antworten des eingerichteten Anbieters an, deshalb wurde niemand angemeldet.
sign-in-wrong-issuer-next = Beginnen Sie neu, ausgehend von der Adresse von TenantPilot. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-wrong-audience-title = Die Anmeldung galt einer anderen Anwendung
sign-in-wrong-audience-text = Der Identitätsanbieter hat sich einer anderen Anwendung gegenüber für Sie verbürgt, deshalb wurde hier niemand angemeldet.
sign-in-wrong-audience-next = Beginnen Sie neu. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-wrong-nonce-title = Die Antwort gehört zu einer anderen Anmeldung
sign-in-wrong-nonce-text = Sie passt nicht zu der Anmeldung, die dieser Browser begonnen hat, deshalb wurde niemand angemeldet.
sign-in-wrong-nonce-next = Beginnen Sie neu, mit nur einer Anmeldung zur selben Zeit.
sign-in-token-unverified-title = Die Antwort ließ sich nicht prüfen
sign-in-token-unverified-text = Ihre Signatur beweist nicht, dass sie von Ihrem Identitätsanbieter stammt, deshalb wurde niemand angemeldet.
sign-in-token-unverified-next = Beginnen Sie neu. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-token-expired-title = Die Antwort war abgelaufen
sign-in-token-expired-text = Was der Identitätsanbieter über Sie sagte, galt bei der Ankunft nicht mehr.
sign-in-token-expired-next = Beginnen Sie neu. Bleibt es dabei, geht eine Uhr falsch: Geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-token-early-title = Die Antwort gilt noch nicht
sign-in-token-early-text = Die Uhren des Identitätsanbieters und von TenantPilot weichen zu weit voneinander ab.
sign-in-token-early-next = Warten Sie einige Minuten und beginnen Sie neu. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-token-incomplete-title = Die Antwort ist unvollständig
sign-in-token-incomplete-text = Der Identitätsanbieter hat etwas ausgelassen, das nötig ist, um zu wissen, wer Sie sind.
sign-in-token-incomplete-next = Ein neuer Versuch hilft kaum. Geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-account-inactive-title = Ihr Konto ist deaktiviert
sign-in-account-inactive-text = Ihr Identitätsanbieter kennt Sie, aber Ihr Konto in TenantPilot wurde abgeschaltet.
sign-in-account-inactive-next = Fragen Sie den Betrieb dieser Installation, ob das so stimmt.
sign-in-foreign-origin-title = Diese Anfrage kam von einer anderen Website
sign-in-foreign-origin-text = Abmelden geht nur von den Seiten von TenantPilot aus. Sie sind weiterhin angemeldet.
sign-in-foreign-origin-next = Öffnen Sie TenantPilot und melden Sie sich im Menü mit Ihrem Namen ab.
sign-in-too-many-attempts-title = Zu viele Anmeldungen von hier
sign-in-too-many-attempts-text = Aus Ihrem Netz wurden in den letzten Minuten mehr Anmeldungen begonnen, als Menschen beginnen würden. Niemand wurde angemeldet.
sign-in-too-many-attempts-next = Warten Sie eine Minute und versuchen Sie es erneut. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.
sign-in-store-unavailable-title = TenantPilot kann gerade niemanden anmelden
sign-in-store-unavailable-text = Die Datenbank antwortet nicht. Laufende Arbeit bleibt erhalten und geht von selbst weiter.
sign-in-store-unavailable-next = Versuchen Sie es in einer Minute erneut.
sign-in-unexpected-title = Die Anmeldung ist fehlgeschlagen
sign-in-unexpected-text = In TenantPilot selbst ist ein Fehler aufgetreten. Niemand wurde angemeldet.
sign-in-unexpected-next = Versuchen Sie es erneut. Bleibt es dabei, geben Sie dem Betrieb dieser Installation die Referenz unten.

## Identitätsanbieter der Sandbox
sandbox-title = Wer möchten Sie sein?
sandbox-intro = Dies ist der Identitätsanbieter der Sandbox einer Vorführung. Machen Sie als eine dieser Personen weiter; ein Kennwort ist nicht nötig, und kein Microsoft-Mandant ist verbunden.
sandbox-no-role = Noch nirgends eingeladen
sandbox-group-others = Außerhalb der Arbeitsbereiche
sandbox-cancel = Abbrechen
sandbox-unknown-client-title = Unbekannte Anwendung
sandbox-unknown-client-text = Die Anwendung, die Sie hierher geschickt hat, oder ihre Rücksprungadresse ist der Sandbox nicht bekannt.
sandbox-page-too-old-title = Diese Seite ist zu alt
sandbox-page-too-old-text = Sie wurde schon beantwortet oder ist seit mehr als zehn Minuten offen. Gehen Sie zurück zu TenantPilot und melden Sie sich erneut an.
