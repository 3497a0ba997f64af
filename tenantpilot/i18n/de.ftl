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
notice-schedule-overdue = Nicht zur vorgesehenen Zeit gestartet
notice-finding = Befund F-{ $number }
notice-finding-mentioned = Sie wurden in einem Kommentar erwähnt
notice-exception-requested = Die Ausnahme wartet auf Ihre Genehmigung
notice-exception-approved = Die Ausnahme wurde genehmigt
notice-exception-rejected = Die Ausnahme wurde abgelehnt
notice-exception-revoked = Die Ausnahme wurde widerrufen
notice-exception-expiring = Die Ausnahme endet bald
notice-exception-review = Die Ausnahme steht zur Überprüfung an
notice-exception-expired = Die Ausnahme ist abgelaufen
notice-exception-ended = Die Ausnahme ist beendet
notifications-empty-title = Nichts Neues
notifications-empty-body = Hier erscheint das Ende Ihrer Läufe und was Sie braucht.

## Befehlspalette
palette-open = Suchen oder springen
palette-placeholder = Namen oder Befehl eingeben
palette-results = Ergebnisse
palette-empty = Nichts gefunden
palette-group-pages = Gehe zu
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
table-selected-every = Alles, was passt
table-select-every = Alles auswählen, was passt
table-bulk-label = Aktionen für die Auswahl
table-bulk-more = Mehr
table-clear-selection = Auswahl aufheben
table-columns = Spalten
table-loading = Die Liste wird geladen
keys-move = bewegen
keys-select = auswählen
keys-open = öffnen
pager-label = Seiten dieser Liste
pager-first = Erste Seite
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
form-cancel = Abbrechen
confirm-type = Zur Bestätigung { $words } eingeben
menu-more = Weitere Aktionen
toast-label = Meldungen
toast-dismiss = Ausblenden: { $title }
copy-link = Kopieren
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
problem-address-title = Diese Adresse fragt nach etwas Unbekanntem
problem-address-body = Einen Filter, eine Reihenfolge oder einen Reiter darin gibt es hier nicht; der Link ist vielleicht alt oder verschrieben. Nichts wurde geändert.
problem-address-without = Seite ohne diese Angaben öffnen
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

## Tenants
tenants-title = Mandant
tenants-purpose = Die Microsoft-Mandanten dieses Arbeitsbereichs und wie gut jeder bekannt ist.
tenants-search = Mandanten suchen
tenants-lifecycle = Lebenszyklus
tenants-environment = Umgebung
tenants-connection = Verbindung
tenants-connection-enabled = Verbunden
tenants-connection-disabled = Deaktiviert
tenants-connection-missing = Nicht verbunden
tenants-column-tenant = Mandant
tenants-column-permissions = Berechtigungen
tenants-column-inventory = Inventar
tenants-column-read = Zuletzt gelesen
tenants-empty-title = Noch keine Mandanten
tenants-empty-body = Nehmen Sie einen Mandanten auf, verbinden und synchronisieren Sie ihn: Ab dann weiß TenantPilot, was dort eingestellt ist, seit wann und wer es geändert hat.
tenants-add = Mandant aufnehmen
tenants-add-scope = Vor dem Verbinden wird nichts aus dem Mandanten gelesen.
tenants-change = Angaben ändern
tenants-change-scope = Name, Domäne und Umgebung gelten nur in TenantPilot.
tenants-actions = Aktionen für { $name }
tenants-field-name = Name
tenants-field-provider-tenant-id = Mandanten-ID
tenants-field-provider-tenant-id-help = Die Verzeichnis-ID (Mandant) im Entra Admin Center, zum Beispiel 72f988bf-86f1-41af-91ab-2d7cd011db47. Sie lässt sich später nicht ändern.
tenants-values = Werte für Baselines
tenants-field-tier = Stufe
tenants-field-tier-help = Wie eng der Kunde betreut wird: Fristen richten sich danach.
tenants-field-primary-domain = Primäre Domäne
tenants-field-stage = Umgebung
tenants-field-reason = Grund
tenants-field-typed-name = Zur Bestätigung { $name } eingeben
tenants-field-typed-name-short = Bestätigung
tenants-policies = { $count ->
    [one] { $count } Richtlinie
   *[other] { $count } Richtlinien
}
tenants-families-read = { $read } von { $total } Familien gelesen
tenants-syncing = Synchronisierung läuft
tenants-run = Lauf öffnen
tenants-sync-full = Alles neu lesen
tenants-sync-progress = Gelesene Familien
tenants-sync-so-far = { $objects } Objekte gesehen, bisher { $changes } Änderungen
tenants-last-sync-succeeded = Die letzte Synchronisierung hat alles Erlaubte gelesen,
tenants-last-sync-partially-succeeded = Die letzte Synchronisierung konnte nicht alles lesen,
tenants-last-sync-failed = Die letzte Synchronisierung ist gescheitert; Gezeigtes ist älter,
tenants-last-sync-blocked = Die letzte Synchronisierung wurde blockiert; Gezeigtes ist älter,
tenants-last-sync-cancelled = Die letzte Synchronisierung wurde vor dem Ende abgebrochen,
tenants-read-at = Gelesen
tenants-as-of = Stand:
tenants-cannot-read = Dieser Mandant kann jetzt nicht synchronisiert werden
tenants-connect = Mandant verbinden
tenants-figure-policies = Richtlinien
tenants-figure-ghosts = Bei Microsoft gelöscht
tenants-figure-changes = Änderungen in 7 Tagen
tenants-coverage = Abdeckung nach Familie
tenants-coverage-meta = Nur eine vollständig gelesene Familie kann sagen, dass etwas fehlt.
tenants-coverage-cells = Ein Zeichen je Familie; die Liste darunter sagt dasselbe in Worten
tenants-coverage-all = Alle Familien
tenants-coverage-family = Familie
tenants-coverage-state = Zustand
tenants-coverage-needs = Benötigt { $names }.
tenants-family-again = Neu lesen
tenants-family-again-label = { $family } neu lesen
tenants-complete-at = Zuletzt vollständig gelesen
tenants-complete-never = Nie vollständig gelesen
tenants-changes = Letzte Änderungen
tenants-changes-meta = Wie die letzten Synchronisierungen sie fanden
tenants-changes-empty-title = Keine Änderungen gesehen
tenants-changes-empty-body = Änderungen erscheinen hier, sobald eine Synchronisierung eine Richtlinie verändert vorfindet.
tenants-change-what = Richtlinie
tenants-change-how = Änderung
tenants-change-who = Von
tenants-change-when = Wann
tenants-change-first = Zum ersten Mal gesehen
tenants-change-content = Einstellungen geändert
tenants-change-assignments = Zuweisungen geändert
tenants-change-both = Einstellungen und Zuweisungen geändert
tenants-change-deleted = Gelöscht
tenants-change-restored = Wieder da
tenants-since = In diesem Zustand seit
tenants-removal-due = Entfernung fällig am
tenants-move-onboarding = Einrichtung beginnen
tenants-move-active = Mandant aktivieren
tenants-move-suspended = Mandant aussetzen
tenants-move-archived = Mandant archivieren
tenants-move-removal-pending = Entfernen vormerken
tenants-move-amount-onboarding = Der Mandant kann wieder geprüft und synchronisiert werden; es wird nichts in ihn geschrieben.
tenants-move-amount-active = Der Mandant nimmt an allem teil, auch an Zeitplänen und Änderungen.
tenants-move-amount-suspended = Läufe zu diesem Mandanten enden vor der nächsten Anfrage. Der Verlauf bleibt lesbar. Sie können ihn wieder aktivieren.
tenants-move-amount-archived = Läufe und Zeitpläne zu diesem Mandanten enden, und er verschwindet aus Suche und Auswahlen. Der Verlauf bleibt lesbar. Über die Einrichtung kann er zurückkehren.
tenants-move-amount-removal-pending = Der Mandant und seine Daten sind in 30 Tagen zur Entfernung fällig. Bis dahin lässt sich das zurücknehmen.
nav-tenants = Mandanten
nav-group-tenants = Mandanten
nav-inventory = Inventar
nav-connections = Verbindungen
nav-controls = Schalter
lifecycle-draft = Entwurf
lifecycle-onboarding = Einrichtung
lifecycle-removal-pending = Entfernen vorgemerkt
connections-state-healthy = In Ordnung
connections-state-unchecked = Noch nicht geprüft
connections-state-degraded = Teilweise
connections-state-failing = Gestört
connections-state-consent-missing = Zustimmung fehlt
connections-state-consent-withdrawn = Zustimmung entzogen
connections-state-disabled = Deaktiviert
connections-state-missing = Nicht verbunden
connections-state-unknown = Unbekannt
connections-checked = Geprüft
connections-unchecked = Noch nicht geprüft
credential-current = In Gebrauch
credential-next = Nächste
credential-retired = Abgelöst
credential-expiry-valid = Gültig
credential-expiry-month = Zugangsdaten laufen in 30 Tagen ab
credential-expiry-fortnight = Zugangsdaten laufen in 14 Tagen ab
credential-expiry-days = Zugangsdaten laufen in 3 Tagen ab
credential-expiry-expired = Zugangsdaten sind abgelaufen
credential-expiry-unknown = Ablauf unbekannt
posture-complete = Alle erteilt
posture-unknown = Nicht geprüft
posture-granted = Erteilt
posture-missing = Fehlt
posture-unlicensed = Nicht lizenziert
posture-missing-count = { $count ->
    [one] { $count } Berechtigung fehlt
   *[other] { $count } Berechtigungen fehlen
}
posture-missing-body = Was davon abhängt, wird nicht gelesen; alles andere schon.
posture-open = Berechtigungen ansehen
coverage-read = Gelesen
coverage-partial = Teilweise gelesen
coverage-forbidden = Verweigert, unbekannt
coverage-throttled = Gedrosselt, unbekannt
coverage-unsupported = Nicht unterstützt
coverage-unlicensed = Nicht lizenziert
coverage-never = Noch nicht gelesen
toast-tenant-added = { $name } wurde aufgenommen.
toast-tenant-changed = { $name } wurde geändert.
toast-tenant-moved = { $name } wurde umgestellt.
error-field-typed-name = Das ist nicht der Name.

## Connections
connections-title = Verbindung
connections-purpose = Wie jeder Mandant erreicht wird, was er gewährt und wann seine Zugangsdaten ablaufen.
connections-of = Verbindungen von { $name }
connections-create = Mandant verbinden
connections-create-for = { $name } verbinden
connections-create-purpose = Eine Anwendung in Microsoft Entra lässt TenantPilot diesen Mandanten lesen. Leserechte genügen.
connections-create-scope = Die Zugangsdaten werden vor dem Speichern verschlüsselt und niemandem wieder gezeigt.
connections-second-title = Dieser Mandant ist schon verbunden
connections-second-body = Die neue Verbindung bleibt deaktiviert, bis Sie die andere deaktivieren.
connections-column-name = Mandant
connections-column-tenant = Mandant
connections-column-state = Zustand
connections-column-credential = Zugangsdaten
connections-column-permissions = Berechtigungen
connections-column-checked = Geprüft
connections-empty-title = Keine Verbindungen
connections-empty-body = Eine Verbindung gehört zu einem Mandanten. Öffnen Sie einen Mandanten und verbinden Sie ihn dort.
connections-field-name = Name
connections-field-client-id = Anwendungs-ID (Client)
connections-field-client-id-help = Aus der Übersicht der Anwendung im Entra Admin Center.
connections-field-reason = Grund
connections-prepare = Vorbereitung
connections-prepare-app = Anwendung registrieren
connections-prepare-app-body = Im Entra Admin Center, in diesem Mandanten oder, mehrmandantenfähig, in Ihrem eigenen. Tragen Sie die Umleitungsadresse unten ein.
connections-prepare-permissions = Leserechte hinzufügen
connections-prepare-permissions-body = Anwendungsberechtigungen für Microsoft Graph. Die Seite Berechtigungen des Mandanten nennt zu jeder ihren Zweck.
connections-prepare-credential = Zertifikat hochladen
connections-prepare-credential-body = Ein Zertifikat ist sicherer als ein Geheimnis. Sein privater Schlüssel gehört in das Formular.
connections-redirect-uri = Umleitungsadresse
connections-redirect-uri-body = Die Registrierung der Anwendung muss diese Adresse enthalten, sonst kommt die Zustimmung nicht zurück.
connections-ask-consent = Zustimmung einholen
connections-organization = Organisation
connections-created = Angelegt
connections-last-check = Letzte Prüfung
connections-actions = Aktionen für { $name }
connections-credential-actions = Aktionen für diese Zugangsdaten
connections-change = Verbindung ändern
connections-change-scope = Einer anderen Anwendung muss im Mandanten erst zugestimmt werden.
connections-credential = Nächste Zugangsdaten hinzufügen
connections-credential-scope = Die jetzigen bleiben in Gebrauch. Prüfen Sie die nächsten und lösen Sie dann ab.
connections-credentials = Zugangsdaten
connections-credentials-meta = Ohne Unterbrechung ersetzt: hinzufügen, prüfen, ablösen
connections-check-credential = Diese Zugangsdaten prüfen
connections-promote = In Gebrauch nehmen
connections-promote-amount = Ab der nächsten Anfrage gelten diese Zugangsdaten; die bisherigen werden vernichtet.
connections-discard = Zugangsdaten verwerfen
connections-discard-amount = Die wartenden Zugangsdaten werden vernichtet. Die jetzigen bleiben.
connections-enable = Verbindung aktivieren
connections-enable-amount = Läufe zu diesem Mandanten dürfen sie wieder benutzen.
connections-disable = Verbindung deaktivieren
connections-disable-amount = Läufe, die sie benutzen, enden vor ihrer nächsten Anfrage an den Mandanten. Sie können sie wieder aktivieren.
connections-remove = Verbindung entfernen
connections-remove-amount = Sie wird abgeschaltet, ihre Zugangsdaten werden vernichtet. Das lässt sich nicht rückgängig machen; das Protokoll bleibt.
connections-says-healthy = Der Mandant lässt TenantPilot ein und gewährt alles Nötige.
connections-says-unchecked = Diese Verbindung hat noch niemand geprüft.
connections-says-degraded = Der Mandant lässt TenantPilot ein, aber nicht alles geht.
connections-says-failing = Über diese Verbindung ist der Mandant nicht zu erreichen.
connections-says-consent-missing = Die Zustimmung der Administration des Mandanten fehlt noch.
connections-says-consent-withdrawn = Der Mandant hat seine Zustimmung entzogen.
connections-says-disabled = Diese Verbindung ist deaktiviert: Über sie wird nichts gelesen.
credential-until = Bis
credential-since = Hinzugefügt
credential-kind-certificate = Zertifikat
credential-kind-secret = Clientgeheimnis
credential-field-kind = Art der Zugangsdaten
credential-field-kind-help = Besser ein Zertifikat: Sein Schlüssel geht nie an Microsoft.
credential-field-certificate = Zertifikat mit privatem Schlüssel
credential-field-certificate-help = PEM-Text mit beiden Teilen oder eine PKCS#12-Datei als Base64.
credential-field-password = Kennwort des Schlüssels
credential-field-secret = Clientgeheimnis
credential-field-secret-help = Der Wert des Geheimnisses, nicht seine ID.
credential-field-expires-on = Läuft ab am
posture-title = Berechtigungen
posture-title-of = Berechtigungen von { $name }
posture-purpose = Was der Mandant gewährt hat, was fehlt und was das verhindert. Eine fehlende Berechtigung betrifft nur, was von ihr abhängt.
posture-empty-title = Nie geprüft
posture-empty-body = Prüfen Sie die Verbindung, um zu sehen, was der Mandant gewährt.
posture-features = Funktionen und was sie brauchen
posture-column-feature = Funktion
posture-column-state = Zustand
posture-column-needs = Geringste Berechtigung
posture-column-fix = Was zu tun ist
posture-column-report = Bericht
posture-column-blocked = Verhinderte Funktionen
posture-column-changed = Gegenüber dem vorigen
posture-has-changed = Verändert
posture-same = Gleich
posture-history = Frühere Berichte
posture-blocks = Nicht gelesen:
posture-portal = In Entra öffnen
posture-none-missing = Alles ist gewährt, worum TenantPilot bittet.
posture-some-missing = { $missing ->
    [one] { $missing } Berechtigung fehlt
   *[other] { $missing } Berechtigungen fehlen
}; { $blocked ->
    [one] { $blocked } Funktion ist
   *[other] { $blocked } Funktionen sind
} betroffen, alles andere geht.
toast-connection-created = Verbunden. Holen Sie jetzt die Zustimmung ein.
toast-connection-changed = Die Verbindung wurde geändert.
toast-connection-enabled = Die Verbindung wurde aktiviert.
toast-connection-disabled = Die Verbindung wurde deaktiviert.
toast-connection-removed = Die Verbindung wurde entfernt.
toast-credential-added = Die Zugangsdaten wurden hinzugefügt. Prüfen Sie sie vor dem Gebrauch.
toast-credential-promoted = Die neuen Zugangsdaten sind in Gebrauch.
toast-credential-discarded = Die Zugangsdaten wurden vernichtet.

## Inventory
inventory-purpose = Jede Richtlinie jedes Mandanten: was sie jetzt sagt, seit wann und wer sie geändert hat.
inventory-search = Richtlinien suchen
inventory-tenant = Mandant
inventory-family = Familie
inventory-platform = Plattform
inventory-assigned = Zuweisung
inventory-assigned-assigned = Zugewiesen
inventory-assigned-unassigned = Nicht zugewiesen
inventory-assigned-unknown = Nicht bekannt
inventory-assigned-not-assignable = Nicht zuweisbar
inventory-assignments = { $count ->
    [one] { $count } Zuweisung
   *[other] { $count } Zuweisungen
}
inventory-ghosts = Gelöschte
inventory-ghosts-only = Nur gelöschte
inventory-ghosts-with = Mit gelöschten
inventory-changed-since = Geändert seit
inventory-total = { $count } Richtlinien, { $ghosts } gelöscht.
inventory-as-of = Stand:
inventory-column-policy = Richtlinie
inventory-column-changed = Letzte Änderung
inventory-column-seen = Gesehen
inventory-empty-title = Noch nichts gelesen
inventory-empty-body = Verbinden und synchronisieren Sie einen Mandanten; seine Richtlinien erscheinen hier.
policy-title = Richtlinie
policy-ghost = Gelöscht
policy-version = Version { $number }
policy-tenant = Zum Mandanten
policy-read-again = Neu lesen
policy-tabs = Ansichten dieser Richtlinie
policy-tab-content = Inhalt
policy-tab-history = Verlauf
policy-tab-diff = Versionen vergleichen
policy-tab-assignments = Zuweisungen
policy-tab-raw = Rohformat
policy-gone-title = Bei Microsoft gibt es diese Richtlinie nicht mehr
policy-gone-body = Beim vollständigen Lesen fehlte sie. Gezeigt wird ihr letzter Stand. Zuerst vermisst am
policy-old-title = Dieser Stand kann veraltet sein
policy-old-body = Ihre Familie wurde zuletzt vollständig gelesen
policy-description = Beschreibung
policy-provider-id = Objekt-ID
policy-type = Typ
policy-changed = Letzte Änderung
policy-seen = Zuletzt gesehen
policy-first-seen = Zuerst gesehen
policy-complete = Familie vollständig gelesen
policy-absences = Wie oft sie fehlte
policy-author-unknown = Urheber nicht bekannt
policy-by = Von { $name }
policy-between = Geschehen zwischen
policy-and = und
policy-what-changed = Was sich änderte
policy-history-meta = Neueste zuerst; Urheber stammen aus dem Protokoll des Mandanten
policy-event-first = Zum ersten Mal gesehen
policy-event-content = Einstellungen geändert
policy-event-assignments = Zuweisungen geändert
policy-event-both = Einstellungen und Zuweisungen geändert
policy-event-deleted = Bei Microsoft gelöscht
policy-event-restored = Wieder da
policy-more = Mehr zeigen (noch { $left })
policy-content-meta = Version { $number }, { $total } Zeilen
policy-content-empty-title = Nichts eingestellt
policy-content-empty-body = Diese Version enthält keine Einstellungen.
policy-raw-meta = Wie Microsoft es liefert; Geheimnisse sind durch Zeichen ersetzt, die sich mit dem Geheimnis ändern
policy-value-yes = Ja
policy-value-no = Nein
policy-value-empty = Leer
policy-value-secret = Geheim, nicht gezeigt
policy-value-unreadable = Von Microsoft verdeckt
policy-target = An
policy-target-group = Gruppe
policy-target-all-devices = Alle Geräte
policy-target-all-users = Alle Benutzer
policy-target-other = Anderes Ziel
policy-target-mode = Art
policy-filter = Filter
policy-filter-none = Keiner
policy-filter-mode-include = Nur
policy-filter-mode-exclude = Außer
policy-intent = Absicht
policy-name-missing = Bei Microsoft gelöscht
policy-name-unknown = Name nicht bekannt
policy-unassigned-title = Niemandem zugewiesen
policy-unassigned-body = Diese Version gilt für niemanden.
policy-not-assignable-title = Nicht zuweisbar
policy-not-assignable-body = Richtlinien dieser Familie gelten für den ganzen Mandanten oder nennen ihre Ziele im Inhalt.
policy-assignment-unknown-title = Nicht bekannt
policy-assignment-unknown-body = Die Zuweisungen ließen sich nicht lesen. Das heißt nicht, dass es keine gibt.
targeting-include = Eingeschlossen
targeting-exclude = Ausgeschlossen
diff-from = Von
diff-to = Bis
diff-before = Vorher
diff-after = Nachher
diff-absent = Nicht vorhanden
diff-added = Neu
diff-removed = Entfernt
diff-changed = Geändert
diff-settings = Einstellungen
diff-assignments = Zuweisungen
diff-count = { $count ->
    [one] { $count } Unterschied
   *[other] { $count } Unterschiede
}
diff-left-out = { $count } weitere Zeilen werden nicht gezeigt.
diff-single-title = Nur eine Version
diff-single-body = Noch gibt es nichts zu vergleichen: Seit der ersten wurde keine Änderung gesehen.
diff-empty-title = Kein Unterschied
diff-empty-body = Diese beiden Versionen sagen dasselbe.

## Server: Anmeldung: warum sie nicht gelang (was geschah, was es bedeutet, was zu tun ist)
sign-in-again = Erneut anmelden
sign-in-other-account = Mit anderem Konto anmelden
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

## Server: Zustimmung der Administration eines Mandanten: warum nichts daraus wurde (was geschah, was es heißt, was zu tun ist)
consent-back-title = Zurück von Microsoft
consent-back-continue = Weiter
consent-to-connection = Zur Verbindung
consent-state-unknown-title = Diese Zustimmung lässt sich nicht fortsetzen
consent-state-unknown-text = Sie wurde nicht in dieser Sitzung begonnen, oder Ihnen fehlt inzwischen das Recht dazu.
consent-state-unknown-next = Öffnen Sie die Verbindung und beginnen Sie neu. Wenn Sie selbst keine Zustimmung begonnen haben, schließen Sie diese Seite: Es wurde nichts geändert.
consent-state-used-title = Diese Zustimmung ist schon abgeschlossen
consent-state-used-text = Der Rückweg von Microsoft wurde ein zweites Mal geöffnet. Er zählt nur einmal.
consent-state-used-next = Öffnen Sie die Verbindung: Die letzte Prüfung zeigt, was gewährt wurde.
consent-state-expired-title = Die Zustimmung hat zu lange gedauert
consent-state-expired-text = Sie muss binnen fünfzehn Minuten abgeschlossen sein. Was bei Microsoft gewährt wurde, gilt trotzdem.
consent-state-expired-next = Prüfen Sie die Verbindung; beginnen Sie neu, wenn die Prüfung keine Zustimmung findet.
consent-cancelled-title = Die Zustimmung wurde abgebrochen
consent-cancelled-text = Auf der Seite von Microsoft wurde Abbrechen gewählt. Es wurde nichts gewährt.
consent-cancelled-next = Beginnen Sie neu, sobald die Administration des Mandanten zustimmen möchte.
consent-not-administrator-title = Dieses Konto darf nicht zustimmen
consent-not-administrator-text = Anwendungsberechtigungen können bei Microsoft nur Administratoren des Mandanten zustimmen.
consent-not-administrator-next = Beginnen Sie neu und melden Sie sich mit einem Administrator dieses Mandanten an, etwa mit der Rolle Administrator für privilegierte Rollen.
consent-redirect-unknown-title = Die Anwendung kennt den Rückweg nicht
consent-redirect-unknown-text = In ihrer Registrierung fehlt die Adresse von TenantPilot als Umleitungs-URI.
consent-redirect-unknown-next = Tragen Sie die Umleitungs-URI von der Seite der Verbindung in die Registrierung ein und beginnen Sie neu.
consent-app-unknown-title = Microsoft kennt die Anwendung nicht
consent-app-unknown-text = Es gibt keine Anwendung mit dieser Client-ID, oder sie steht anderen Mandanten nicht offen.
consent-app-unknown-next = Vergleichen Sie die Client-ID mit der Registrierung. Die Anwendung eines anderen Mandanten muss mehrmandantenfähig sein.
consent-other-tenant-title = Die Zustimmung gilt für einen anderen Mandanten
consent-other-tenant-text = Wer zugestimmt hat, war an einem anderen Mandanten angemeldet als dem, zu dem diese Verbindung gehört. Hier wurde nichts geändert.
consent-other-tenant-next = Beginnen Sie neu und melden Sie sich mit einem Konto des richtigen Mandanten an.
consent-not-granted-title = Microsoft hat die Zustimmung nicht bestätigt
consent-not-granted-text = Der Rückweg enthielt weder eine Zustimmung noch einen Fehler.
consent-not-granted-next = Prüfen Sie die Verbindung; beginnen Sie neu, wenn die Prüfung keine Zustimmung findet.
consent-provider-refused-title = Microsoft hat abgelehnt
consent-provider-refused-text = Die Zustimmung endete auf der Seite von Microsoft mit einem Fehler.
consent-provider-refused-next = Beginnen Sie neu. Wenn es dabei bleibt, nennt das Anmeldeprotokoll des Mandanten in Entra den Fehler.
consent-not-connectable-title = Dieser Mandant kann jetzt nicht verbunden werden
consent-not-connectable-text = Ein Entwurf, ein archivierter oder ein zur Entfernung vorgesehener Mandant nimmt keine Zustimmung an.
consent-not-connectable-next = Ändern Sie zuerst den Lebenszyklus des Mandanten.
consent-check-blocked-title = Die Zustimmung konnte nicht geprüft werden
consent-check-blocked-text = Microsoft meldet, dass sie gewährt wurde, aber die Prüfung wurde nicht gestartet.
consent-check-blocked-next = Räumen Sie aus dem Weg, was dagegen spricht, und prüfen Sie die Verbindung.
consent-unexpected-title = Aus der Zustimmung wurde nichts
consent-unexpected-text = Der Grund ist hier nicht bekannt.
consent-unexpected-next = Öffnen Sie die Verbindung und beginnen Sie neu.

## Mitglieder
members-purpose = Wer in diesem Arbeitsbereich arbeitet, mit welcher Rolle, an welchen Mandanten, bis wann.
members-invite = Mitglied einladen
members-search = Name oder Adresse suchen
members-filter-role = Rolle
members-column-person = Mitglied
members-column-role = Rolle
members-column-tenants = Mandanten
members-column-until = Zugang endet
members-column-seen = Letzte Anmeldung
members-you = Sie
members-no-end = Kein Ende
members-reach-all = Alle Mandanten
members-reach-only = Nur { $names }
members-reach-except = Alle außer { $names }
members-actions = Aktionen für { $name }
members-change = Zugang ändern
members-remove = Mitglied entfernen
members-read-only = Ihre Rolle zeigt Mitglieder und ändert keine.
members-empty-title = Niemand ist hier
members-empty-body = Ein Arbeitsbereich hat immer einen Inhaber. Wenn Sie das lesen, laden Sie die Seite neu.
members-change-title = Zugang von { $name } ändern
members-remove-title = { $name } entfernen?
members-remove-amount = { $name } verliert den Zugang zu diesem Arbeitsbereich sofort, auch auf jeder offenen Seite. Laufende Vorgänge der Person halten vor dem nächsten Schritt an.
members-remove-undo = Sie können die Person erneut einladen; was sie getan hat, bleibt im Prüfprotokoll.
members-save = Zugang speichern
members-scope-change = Die neuen Rechte gelten ab dem nächsten Klick dieser Person.
members-field-email = E-Mail-Adresse
members-field-email-help = Um Einladungen zu unterscheiden. Mitglied wird, wer den Link öffnet und sich anmeldet.
members-field-role = Rolle
members-field-reach = Mandanten
members-field-reach-all = Alle Mandanten
members-field-reach-all-help = Auch solche, die später dazukommen.
members-field-reach-only = Nur diese
members-field-reach-only-help = Mandanten, die später dazukommen, bleiben außer Reichweite.
members-field-reach-except = Alle außer diesen
members-field-reach-except-help = Auch solche, die später dazukommen.
members-field-named = Welche Mandanten
members-field-until = Zugang endet
members-field-until-help = Am Ende dieses Tages (UTC). Leer lassen für kein Ende.
members-field-reason = Grund
members-field-reason-help = Bleibt im Prüfprotokoll.
toast-member-changed = Zugang von { $name } geändert
toast-member-removed = { $name } entfernt
role-help-owner = Alles, auch andere zu Inhabern machen.
role-help-manager = Alles, außer andere zu Inhabern machen.
role-help-operator = Startet und beendet Vorgänge, liest und exportiert das Prüfprotokoll.
role-help-approver = Liest und genehmigt, worum andere bitten; startet nichts.
role-help-read-only = Sieht den Arbeitsbereich, ändert nichts.
role-help-customer-viewer = Kundin oder Kunde: liest veröffentlichte Berichte zu den eigenen Mandanten, sonst nichts.
role-help-platform-operator = Betreibt die Installation.
error-field-choice = Das steht nicht zur Auswahl.
error-field-email = Das ist keine E-Mail-Adresse.
error-field-future = Dieser Tag ist vorbei. Wählen Sie einen in der Zukunft.
error-field-choose-tenants = Wählen Sie mindestens einen Mandanten.
error-field-customer-tenants = Kunden sehen nur ihre eigenen Mandanten: wählen Sie, welche.
error-field-other-plane = Diese Rolle gehört zu anderen Seiten. Laden Sie die Person stattdessen dafür ein.
error-last-owner = Das ist der letzte Inhaber ohne Ende. Machen Sie zuerst jemand anderen zum Inhaber.
error-member-already = Sie sind schon Mitglied dieses Arbeitsbereichs.
error-membership-over = Der Zugang, den sie gäbe, ist schon beendet. Ziehen Sie sie zurück und laden Sie neu ein.

## Einladungen
invitations-title = Offene Einladungen
invitations-count =
    { $count ->
        [one] { $count } noch nicht benutzt
       *[other] { $count } noch nicht benutzt
    }
invitations-none = Zurzeit ist niemand eingeladen.
invitations-column-email = Eingeladen
invitations-column-expires = Link gültig bis
invitations-by = von { $name }
invitations-renew = Neuen Link erstellen
invitations-withdraw = Einladung zurückziehen
invitations-create = Einladung erstellen
invitations-create-title = Mitglied einladen
invitations-create-scope = Erstellt einen Link, der 7 Tage gilt. Zugang hat niemand, bevor sie angenommen ist.
invitations-withdraw-title = Einladung für { $name } zurückziehen?
invitations-withdraw-amount = Ihr Link führt ab jetzt ins Leere. Wer schon Mitglied ist, verliert nichts.
invitations-renew-title = Neuen Link für { $name } erstellen?
invitations-renew-amount = Der zuvor gesendete Link führt ab jetzt ins Leere. Der neue gilt 7 Tage.
invitations-link-title = Einladung für { $name }
invitations-link-body = Senden Sie diesen Link selbst. Er wird nur dieses eine Mal gezeigt und lässt sich nicht wieder lesen; TenantPilot behält nur einen Fingerabdruck davon.
invitations-link-label = Link der Einladung
invitations-link-done = Fertig
toast-invitation-withdrawn = Einladung für { $name } zurückgezogen

## Eine Einladung annehmen
join-title = Einladung
join-heading = { $name } beitreten
join-by = { $name } lädt Sie in diesen Arbeitsbereich ein.
join-as = Sie sind angemeldet als { $name } ({ $email }).
join-not-you = Nicht Sie? Abmelden
join-role = Rolle
join-tenants = Mandanten
join-until = Zugang endet
join-accept = Einladung annehmen
join-plane-admin = Sie bekommen Zugang zur Betriebskonsole dieses Arbeitsbereichs.
join-plane-review = Sie bekommen lesenden Zugang zu dem, was dieser Arbeitsbereich zu Ihren Mandanten veröffentlicht.
join-dead-title = Diese Einladung lässt sich nicht verwenden
join-dead-body = Sie ist abgelaufen, wurde zurückgezogen oder durch eine neue ersetzt, oder jemand hat sie verwendet. Bitten Sie die Person, die sie gesendet hat, um einen neuen Link.

## Startseite
sign-in-invited = Sie wurden in einen Arbeitsbereich eingeladen. Melden Sie sich an, um die Einladung zu sehen.
sign-in-wanted = Melden Sie sich an, um die gewünschte Seite zu öffnen.
stranger-title = Sie gehören noch zu keinem Arbeitsbereich
stranger-body = Ihre Anmeldung hat geklappt, aber niemand hat Sie eingeladen. Bitten Sie einen Inhaber des Arbeitsbereichs, in dem Sie arbeiten möchten, um eine Einladung, und öffnen Sie deren Link hier.
stranger-sign-out = Abmelden

## Meine Sitzungen
sessions-purpose = Überall, wo Sie angemeldet sind. Beenden Sie, was Sie nicht kennen.
sessions-column-device = Gerät
sessions-column-address = Adresse
sessions-column-started = Angemeldet
sessions-column-seen = Zuletzt gesehen
sessions-column-ends = Endet
sessions-unknown-device = Unbekanntes Gerät
sessions-this = Dieses Gerät
sessions-end = Abmelden
sessions-end-of = { $device } abmelden
sessions-end-others = Andere Geräte abmelden
sessions-end-everywhere = Überall abmelden
sessions-only-one = Sie sind nur auf diesem Gerät angemeldet.
sessions-one-title = { $device } abmelden?
sessions-one-amount = Offene Seiten dort schließen sich sofort. Vorgänge, die von dort eingereiht wurden und noch nicht begonnen haben, werden angehalten.
sessions-this-amount = Sie verlassen diese Seite und müssen sich neu anmelden. Vorgänge, die Sie von hier eingereiht haben und die noch nicht begonnen haben, werden angehalten.
sessions-others-title = Alle anderen Geräte abmelden?
sessions-others-amount =
    { $count ->
        [one] Eine andere Anmeldung endet sofort. Vorgänge, die von dort eingereiht wurden und noch nicht begonnen haben, werden angehalten.
       *[other] { $count } andere Anmeldungen enden sofort. Vorgänge, die von dort eingereiht wurden und noch nicht begonnen haben, werden angehalten.
    }
sessions-everywhere-title = Überall abmelden?
sessions-everywhere-amount = Alle Ihre Anmeldungen enden sofort, auch diese. Vorgänge, die Sie eingereiht haben und die noch nicht begonnen haben, werden angehalten.
sessions-more = Weitere Aktionen für Anmeldungen
toast-session-ended = Dort abgemeldet
toast-sessions-ended = Überall sonst abgemeldet
preferences-title = Einstellungen
preferences-purpose = Sie begleiten Sie auf jedes Gerät.
language-browser = Wie der Browser
density-help = Höhe der Zeilen in Listen.

## Systemkonsole
system-workspaces-purpose = Größe und Aktivität jedes Arbeitsbereichs. Von ihrem Inhalt wird hier nichts gezeigt.
system-search = Name suchen
system-column-workspace = Arbeitsbereich
system-column-environment = Umgebung
system-column-active = Aktive Läufe
system-column-failed = Ohne Erfolg, 24 h
system-size =
    { $members ->
        [one] { $members } Mitglied
       *[other] { $members } Mitglieder
    }, { $tenants ->
        [one] { $tenants } Mandant
       *[other] { $tenants } Mandanten
    }
system-failed =
    { $count ->
        [0] Keine
       *[other] { $count }
    }
system-column-activity = Letzte Aktivität
system-column-created = Erstellt
system-workspaces-empty-title = Noch kein Arbeitsbereich
system-workspaces-empty-body = Der erste wird auf der Befehlszeile angelegt; docs/operating.md sagt, wie.
system-runs-purpose = Jeder Lauf der Installation, der neueste zuerst. Einzelergebnisse, Dateien und angegebene Gründe bleiben im Arbeitsbereich.
system-runs-empty-title = Noch ist nichts gelaufen
system-runs-empty-body = Sobald jemand in einem Arbeitsbereich einen Vorgang startet, erscheint sein Lauf hier.

## Kundenbericht
review-title = Berichte
review-list-purpose = Wählen Sie, wessen Berichte Sie lesen möchten.
review-none-title = Nichts ist mit Ihnen geteilt
review-none-body = Kein Arbeitsbereich hat Ihnen Zugang zu Berichten gegeben. Bitten Sie Ihre Ansprechperson dort um eine Einladung.
review-home-title = Berichte zu Ihrer Umgebung
review-home-from = von { $name }
review-empty-title = Noch ist kein Bericht veröffentlicht
review-empty-body = { $name } hat noch keinen Bericht für Sie veröffentlicht. Sie müssen nichts tun; sobald einer erscheint, steht er hier.
review-what-title = Was hier erscheinen wird
review-what-latest = Der neueste Bericht: was wann geprüft wurde und was sich nicht prüfen ließ.
review-what-findings = Was Ihre Entscheidung braucht, in einfachen Worten, und die Risiken, die Sie akzeptiert haben.
review-what-files = Die Dateien zum Behalten: der Bericht als Dokument und die signierten Nachweise.
review-ask-title = Wen Sie fragen können
review-ask-body = Wenn Sie einen Bericht erwartet haben, fragen Sie Ihre Ansprechperson bei { $name }.
review-about = Zu dieser Seite
review-tenants = Ihre Mandanten
review-tenants-none = Noch keine
review-access = Ihr Zugang
review-access-open = Ohne Ende
review-access-until = Bis
review-read-only = Nur zum Lesen. Nichts auf dieser Seite ändert etwas.

## Zeitpläne
schedules-purpose = Vorgänge, die von selbst starten, mit den Rechten, die ihr Besitzer in dem Moment hat.
schedules-create = Zeitplan anlegen
schedules-column-operation = Vorgang
schedules-column-when = Wann
schedules-column-next = Nächster Start
schedules-column-last = Letzter Start
schedules-column-state = Zustand
schedules-owner = Handelt für { $name }
schedules-overdue = Überfällig
schedules-actions = Aktionen für { $name }
schedules-pause = Zeitplan pausieren
schedules-resume = Zeitplan fortsetzen
schedules-delete = Zeitplan löschen
schedules-empty-title = Nichts startet von selbst
schedules-empty-body = Ein Zeitplan startet einen Vorgang jede Stunde, jeden Tag oder jede Woche. Wer Zeitpläne verwalten darf, legt hier den ersten an.
schedules-create-title = Zeitplan anlegen
schedules-create-scope = Startet den Vorgang immer wieder, mit Ihren Rechten, bis er pausiert oder gelöscht wird.
schedules-create-ask = Er hält von selbst an, wenn Sie das Recht auf den Vorgang verlieren.
schedules-pause-title = { $name } pausieren?
schedules-pause-amount = Er startet nichts, bis ihn jemand fortsetzt. Ein laufender Lauf geht weiter.
schedules-resume-title = { $name } fortsetzen?
schedules-resume-amount = Er geht ab seiner nächsten Zeit weiter und handelt ab jetzt für Sie. Versäumtes wird nicht nachgeholt.
schedules-delete-title = { $name } löschen?
schedules-delete-amount = Er startet nichts mehr und verschwindet aus der Liste. Die Läufe, die er gestartet hat, bleiben.
schedules-field-kind = Vorgang
schedules-field-cadence = Wie oft
schedules-field-at = Uhrzeit
schedules-field-minute = Minute der Stunde
schedules-field-weekday = Tag
schedules-field-zone = Zeitzone
schedules-field-zone-help = Die Sommerzeit wird beachtet.
cadence-hourly = Jede Stunde
cadence-daily = Jeden Tag
cadence-weekly = Jede Woche
schedules-hourly = Jede Stunde zur Minute { $minute }
schedules-daily = Jeden Tag um { $time }
schedules-weekly = { $day } um { $time }
weekday-0 = Montag
weekday-1 = Dienstag
weekday-2 = Mittwoch
weekday-3 = Donnerstag
weekday-4 = Freitag
weekday-5 = Samstag
weekday-6 = Sonntag
toast-schedule-created = Zeitplan angelegt
toast-schedule-paused = Zeitplan pausiert
toast-schedule-resumed = Zeitplan fortgesetzt
toast-schedule-deleted = Zeitplan gelöscht

## Server: Identitätsanbieter der Sandbox
sandbox-title = Wer möchten Sie sein?
sandbox-intro = Dies ist der Identitätsanbieter der Sandbox einer Vorführung. Machen Sie als eine dieser Personen weiter; ein Kennwort ist nicht nötig, und kein Microsoft-Mandant ist verbunden.
sandbox-no-role = Noch nirgends eingeladen
sandbox-group-others = Außerhalb der Arbeitsbereiche
sandbox-cancel = Abbrechen
sandbox-unknown-client-title = Unbekannte Anwendung
sandbox-unknown-client-text = Die Anwendung, die Sie hierher geschickt hat, oder ihre Rücksprungadresse ist der Sandbox nicht bekannt.
sandbox-page-too-old-title = Diese Seite ist zu alt
sandbox-page-too-old-text = Sie wurde schon beantwortet oder ist seit mehr als zehn Minuten offen. Gehen Sie zurück zu TenantPilot und melden Sie sich erneut an.
sandbox-consent-title = { $app } bittet um Berechtigungen
sandbox-consent-intro = Diese Seite steht für die Zustimmungsseite von Microsoft. Es ist kein echter Mandant verbunden.
sandbox-consent-tenant = Mandant
sandbox-consent-asks = Die Anwendung darf
sandbox-consent-accept = Annehmen
sandbox-consent-unknown-tenant-title = Unbekannter Mandant
sandbox-consent-unknown-tenant-text = Die Sandbox hat keinen Mandanten mit dieser Kennung oder Domäne.
sandbox-consent-unknown-app-title = Unbekannte Anwendung
sandbox-consent-unknown-app-text = Die Sandbox kennt keine Anwendung mit dieser Client-ID.
sandbox-consent-wrong-address-title = Falsche Rücksprungadresse
sandbox-consent-wrong-address-text = Die Adresse, zu der zurückgekehrt werden soll, ist für diese Anwendung nicht eingetragen.
sandbox-control-title = Mandanten der Sandbox
sandbox-control-intro = Lassen Sie in einem Vorführmandanten etwas geschehen und sehen Sie es sich dann in TenantPilot an.
sandbox-control-none = Die Sandbox hat keine Mandanten.
sandbox-control-objects = Objekte
sandbox-control-changes = Änderungen bisher
sandbox-control-withdrawn = Entzogen
sandbox-control-state = Zustand
sandbox-control-throttled = Conditional Access wird gedrosselt
sandbox-control-change = Ändern, oder zurück
sandbox-control-change-more = Etwas anderes darin ändern
sandbox-control-object = Richtlinie
sandbox-control-any-object = eine nach der anderen
sandbox-control-delete = Richtlinie löschen
sandbox-control-withdraw = Berechtigung entziehen
sandbox-control-give-back = Berechtigungen zurückgeben
sandbox-control-throttle = Conditional Access drosseln
sandbox-control-let-go = Drosselung beenden
sandbox-control-reset = Zurücksetzen
sandbox-control-changed = { $tenant }: Die Richtlinie „{ $name }“ wurde geändert.
sandbox-control-deleted = { $tenant }: Die Richtlinie „{ $name }“ wurde gelöscht.
sandbox-control-permission-withdrawn = { $tenant }: Die Berechtigung { $name } wurde entzogen.
sandbox-control-given-back = { $tenant }: Alle Berechtigungen sind wieder erteilt.
sandbox-control-held-back = { $tenant }: Conditional Access wird ab jetzt gedrosselt.
sandbox-control-let-go-done = { $tenant }: Conditional Access antwortet wieder.
sandbox-control-was-reset = { $tenant }: Alles ist wie am Anfang.
sandbox-control-nothing = { $tenant }: Es gab nichts zu tun.

## Workspace chooser
chooser-title = Arbeitsbereich wählen
chooser-purpose =
    { $count ->
        [0] Sie sind noch in keinem Arbeitsbereich Mitglied.
        [one] Sie sind Mitglied in { $count } Arbeitsbereich.
       *[other] Sie sind Mitglied in { $count } Arbeitsbereichen. Jeder ist von den anderen getrennt.
    }
chooser-search = Nach Namen suchen
chooser-pinned = Angeheftet
chooser-all = Alle Arbeitsbereiche
chooser-attention =
    { $count ->
        [one] { $count } ungelesene Meldung
       *[other] { $count } ungelesene Meldungen
    }
chooser-quiet = Nichts Neues
chooser-pin = { $name } anheften
chooser-unpin = { $name } lösen
chooser-empty-title = Noch kein Arbeitsbereich
chooser-empty-body = Ein Arbeitsbereich enthält die Mandanten, die Sie betreuen. Inhaber laden Sie per E-Mail ein; öffnen Sie den Link in dieser Nachricht.

## Audit log
audit-purpose = Alles, was hier getan oder verweigert wurde, in einer Kette, die jede spätere Änderung zeigt.
audit-search = Protokoll durchsuchen
audit-filter-outcome = Ergebnis
audit-filter-action = Aktion
audit-filter-actor = Person
audit-filter-kind = Art des Gegenstands
audit-filter-tenant = Mandant
audit-outcome-denied = Verweigert
audit-column-what = Was
audit-column-who = Wer
audit-column-subject = Gegenstand
audit-column-tenant = Mandant
audit-column-when = Wann
audit-empty-title = Noch nichts aufgezeichnet
audit-empty-body = Jede Änderung und jeder verweigerte Versuch in diesem Arbeitsbereich hinterlässt hier einen Eintrag, den niemand ändern kann.
audit-entry = Protokolleintrag
audit-entry-by = von { $name }
audit-entry-newer = Neuerer Eintrag
audit-entry-older = Älterer Eintrag
audit-entry-changes = Was sich geändert hat
audit-entry-no-changes = Dieser Eintrag hält ein Ereignis fest; kein Wert hat sich geändert.
audit-entry-plane = Von
audit-entry-run = Lauf
audit-entry-request = Anfrage
audit-entry-chain = Stelle in der Kette
audit-entry-number = Nummer
audit-entry-hash = Nachweis
audit-entry-previous = Nachweis des vorigen Eintrags
audit-change-field = Feld
audit-change-before = Vorher
audit-change-after = Nachher
actor-person = Nicht mehr bekannte Person
actor-system = TenantPilot
actor-anonymous = Nicht angemeldete Person

## Operations: list and run page
operations-purpose = Alle Vorgänge, die Personen und Zeitpläne veranlasst haben, und wie sie endeten.
operations-start = Vorgang starten
operations-empty-title = Noch nichts gelaufen
operations-empty-body = Exporte, Prüfungen und alles andere, was Zeit braucht, erscheint hier mit seinem Ergebnis.
outcome-active = Aktiv
run-title = Lauf
run-column-operation = Vorgang
run-column-state = Stand
run-column-results = Ergebnisse
run-column-tenant = Mandant
run-column-workspace = Arbeitsbereich
run-whole-workspace = Ganzer Arbeitsbereich
run-column-actor = Veranlasst von
run-column-created = Veranlasst
run-column-duration = Dauer
run-filter-mine = Ich
run-stale = Kein Lebenszeichen
run-count = { $done } von { $total }
run-count-failed = · { $count } fehlgeschlagen
run-count-none = Nicht gezählt
run-started-by = Veranlasst von { $name }
run-cancel = Lauf abbrechen
run-cancelling = Hält an
run-cancel-title = Diesen Lauf abbrechen?
run-cancel-body = Er hält vor seinem nächsten Teil an. Was fertig ist, bleibt; Dateien eines unfertigen Laufs werden verworfen.
run-cancel-amount = Ein Lauf endet vorzeitig. Er kann nicht fortgesetzt, nur neu gestartet werden.
run-retry =
    { $count ->
        [0] Wiederholen
        [one] { $count } fehlgeschlagenen Teil wiederholen
       *[other] { $count } fehlgeschlagene Teile wiederholen
    }
run-means-audit-verify = Jeder Eintrag passt zum vorigen und zu den signierten Prüfpunkten: Nichts wurde geändert, entfernt oder eingefügt.
run-means-audit-export = Die Datei belegt selbst, dass keiner ihrer Einträge geändert und keiner unbemerkt ausgelassen wurde.
run-means-run-export = Die Datei führt die Läufe auf, die die Filter übrig ließen, einen je Zeile.
run-asked-because = Angegebener Grund: { $reason }
run-progress = Fortschritt des Laufs
run-legend-done = { $count } erledigt
run-legend-failed = { $count } fehlgeschlagen
run-legend-skipped = { $count } ausgelassen
run-next = Was jetzt zu tun ist
run-files = Dateien
run-file-until = verfügbar bis
run-download = Herunterladen
run-items = Teile
run-items-total =
    { $count ->
        [one] { $count } Teil
       *[other] { $count } Teile
    }
run-item = Teil
run-item-result = Ergebnis
run-item-what = Was geschah
run-item-at = Um
run-changes = Ändert
run-id = Kennung
run-retry-of = Wiederholung von
run-retried-by = Wiederholt durch
run-open = Lauf öffnen
run-created = Veranlasst
run-started = Begonnen
run-finished = Beendet
run-not-yet = Noch nicht
changes-nothing = Nichts
changes-tenantpilot = Nur TenantPilot
changes-tenant = Den Microsoft-Mandanten
origin-person = Von Hand gestartet
origin-schedule = Von einem Zeitplan gestartet
origin-system = Von TenantPilot gestartet
item-pending = Wartet
item-done = Erledigt
item-failed = Fehlgeschlagen
item-skipped = Ausgelassen
toast-run-started = Gestartet. Es läuft von selbst weiter.
toast-run-joined = Das läuft bereits.
toast-run-cancelling = Der Lauf hält vor seinem nächsten Teil an.
toast-run-retried = Ein neuer Lauf wiederholt, was fehlschlug.
toast-open-run = Lauf öffnen

## Audit log: actions, subjects, rights
action-access-denied = Zugriff verweigert
action-artifact-downloaded = Datei heruntergeladen
action-audit-exported = Prüfprotokoll exportiert
action-audit-verified = Prüfkette verifiziert
action-invitation-accepted = Einladung angenommen
action-invitation-created = Einladung verschickt
action-invitation-renewed = Einladung erneut verschickt
action-invitation-revoked = Einladung zurückgezogen
action-member-added = Mitglied hinzugefügt
action-member-changed = Mitglied geändert
action-member-removed = Mitglied entfernt
action-run-blocked = Lauf blockiert
action-run-cancel-requested = Lauf soll anhalten
action-run-cancelled = Lauf abgebrochen
action-run-failed = Lauf fehlgeschlagen
action-run-partially-succeeded = Lauf teilweise gelungen
action-run-queued = Lauf gestartet
action-run-succeeded = Lauf gelungen
action-schedule-created = Zeitplan angelegt
action-schedule-deleted = Zeitplan gelöscht
action-schedule-paused = Zeitplan angehalten
action-schedule-resumed = Zeitplan fortgesetzt
action-session-ended = Sitzung beendet
action-session-refused = Anmeldung verweigert
action-session-started = Angemeldet
action-tenant-added = Mandant hinzugefügt
action-user-added = Person hinzugefügt
action-user-appointed = Zum Plattformbetrieb hinzugefügt
action-user-deactivated = Konto deaktiviert
action-user-dismissed = Aus dem Plattformbetrieb entfernt
action-user-reactivated = Konto wieder aktiviert
action-workspace-created = Arbeitsbereich angelegt
action-workspace-resumed = Sperre aufgehoben
action-workspace-suspended = Arbeitsbereich gesperrt
subject-artifact = Datei
subject-audit-log = Prüfprotokoll
subject-invitation = Einladung
subject-membership = Mitglied
subject-run = Lauf
subject-schedule = Zeitplan
subject-session = Sitzung
subject-tenant = Mandant
subject-user = Person
subject-workspace = Arbeitsbereich
capability-workspace-read = Arbeitsbereich öffnen
capability-tenant-read = Mandanten sehen
capability-member-read = Mitglieder sehen
capability-member-manage = Mitglieder verwalten
capability-run-read = Läufe sehen
capability-run-cancel = Läufe abbrechen
capability-run-retry = Läufe wiederholen
capability-run-export = Laufdaten exportieren
capability-run-diagnose = Diagnosen von Läufen sehen
capability-audit-read = Prüfprotokoll lesen
capability-audit-export = Prüfprotokoll exportieren
capability-audit-verify = Prüfkette verifizieren
capability-schedule-read = Zeitpläne sehen
capability-schedule-manage = Zeitpläne verwalten
capability-review-read = Prüfberichte lesen
capability-installation-read = Installation sehen
capability-tenant-manage = Mandanten aufnehmen und ihren Lebenszyklus ändern
capability-connection-read = Anbieterverbindungen sehen
capability-connection-check = Anbieterverbindungen prüfen
capability-connection-manage = Anbieterverbindungen verwalten
capability-policy-read = Richtlinien sehen
capability-policy-inspect = Richtlinien im Rohformat sehen
capability-inventory-sync = Inventar synchronisieren
capability-control-read = Betriebsschalter sehen
capability-control-manage = Betriebsschalter setzen
capability-finding-read = Befunde und Ausnahmen sehen
capability-finding-comment = Befunde kommentieren
capability-finding-triage = Befunde sichten
capability-finding-assign = Befunde zuweisen
capability-finding-work = An Befunden arbeiten
capability-finding-dismiss = Befunde ohne Behebung schließen
capability-finding-export = Befunde exportieren
capability-exception-request = Annahme von Risiken beantragen
capability-exception-approve = Annahme von Risiken genehmigen
capability-exception-revoke = Annahme von Risiken widerrufen
capability-governance-manage = Regeln für Befunde festlegen
capability-baseline-read = Baselines und Vergleiche sehen
capability-baseline-manage = Baselines verwalten
capability-baseline-compare = Mandanten mit Baselines vergleichen
capability-installation-control = Schalter der Installation setzen

## Overview of a workspace and of a tenant

tier-gold = Gold
tier-silver = Silber
tier-bronze = Bronze

overview-attention = Braucht Aufmerksamkeit
overview-attention-meta =
    { $count ->
        [one] 1 Sache
       *[other] { $count } Sachen, die dringendste zuerst
    }
overview-attention-more =
    { $count ->
        [one] 1 weitere
       *[other] { $count } weitere
    }
overview-attention-none = Nichts braucht Aufmerksamkeit
overview-attention-none-body = Soweit von hier zu sehen ist, ist nichts überfällig, unentschieden oder ungelesen.
overview-severity = Offene Befunde nach Schweregrad
overview-open = { $count } offen
overview-open-label = Offene Befunde
overview-change-more = { $count } mehr in 7 Tagen
overview-change-fewer = { $count } weniger in 7 Tagen
overview-change-none = unverändert in 7 Tagen
overview-drift = Abweichung
overview-pending = Wartet auf Bestätigung
overview-accepted = Angenommene Risiken
overview-fit = Wie in den Baselines
overview-gauge-label = { $matching } Teile stimmen überein, { $deviating } weichen ab, { $unknown } sind unbekannt
overview-gauge-of =
    { $count ->
        [one] von 1 Teil
       *[other] von { $count } Teilen
    }
overview-matching =
    { $count ->
        [one] 1 stimmt überein
       *[other] { $count } stimmen überein
    }
overview-deviating =
    { $count ->
        [one] 1 weicht ab
       *[other] { $count } weichen ab
    }
overview-unknown = { $count } unbekannt, zählt auf keiner Seite
overview-compared = Ältester Vergleich:
overview-to-compare = Mandanten vergleichen
overview-never-compared = Noch wurde nichts mit einer Baseline verglichen.
overview-trend = Offene Befunde in 90 Tagen
overview-trend-all = Alle
overview-trend-urgent = Kritisch und hoch
overview-trend-unknown = Nichts gelesen
overview-trend-label = Offene Befunde am Ende jedes der letzten 90 Tage; jetzt { $now }
overview-ranking = Mandanten nach Abweichung
overview-tenant = Mandant
overview-others = Mittel und niedrig
overview-read = Gelesene Familien
overview-families-short = { $read } von { $all }
overview-not-whole = noch nicht alle gelesen
overview-compared-short = Verglichen
overview-not-compared = nie
overview-read-fully = Vollständig gelesen
overview-tenants-of = { $complete } von { $all } Mandanten
overview-families = { $read } von { $all } Familien
overview-oldest = Älteste Lesung
overview-newest = Letzte Lesung

overview-item-overdue-different-title = { $subject } weicht von der Baseline ab
overview-item-overdue-different-body = { $tenant }: war fällig
overview-item-overdue-different-act = Entscheiden
overview-item-overdue-missing-title = { $subject } fehlt
overview-item-overdue-missing-body = { $tenant }: war fällig
overview-item-overdue-missing-act = Entscheiden
overview-item-overdue-unexpected-title = { $subject } wird nicht erwartet
overview-item-overdue-unexpected-body = { $tenant }: war fällig
overview-item-overdue-unexpected-act = Entscheiden
overview-item-overdue-conflict-title = Baselines widersprechen sich bei { $subject }
overview-item-overdue-conflict-body = { $tenant }: war fällig
overview-item-overdue-conflict-act = Entscheiden
overview-item-overdue-covered-title = { $subject } wird jetzt von anderen Richtlinien erfüllt
overview-item-overdue-covered-body = { $tenant }: war fällig
overview-item-overdue-covered-act = Entscheiden
overview-item-overdue-consent-lost-title = Die Zustimmung ist verloren
overview-item-overdue-consent-lost-body = { $tenant } kann nicht gelesen werden. War fällig
overview-item-overdue-consent-lost-act = Ansehen
overview-item-overdue-connection-failing-title = Die Verbindung funktioniert nicht
overview-item-overdue-connection-failing-body = { $tenant } kann nicht gelesen werden. War fällig
overview-item-overdue-connection-failing-act = Ansehen
overview-item-overdue-credential-expiring-title = Zugangsdaten laufen ab
overview-item-overdue-credential-expiring-body = { $tenant }: war fällig
overview-item-overdue-credential-expiring-act = Ansehen
overview-item-overdue-sync-failing-title = Synchronisierungen scheitern
overview-item-overdue-sync-failing-body = { $tenant } kann nicht gelesen werden. War fällig
overview-item-overdue-sync-failing-act = Ansehen
overview-item-overdue-more-title =
    { $count ->
        [one] 1 weiterer Befund ist überfällig
       *[other] { $count } weitere Befunde sind überfällig
    }
overview-item-overdue-more-body = Ihre Frist zur Entscheidung ist vorbei.
overview-item-overdue-more-act = Zeigen
overview-item-undecided-critical-title =
    { $count ->
        [one] 1 neuer kritischer Befund braucht eine Entscheidung
       *[other] { $count } neue kritische Befunde brauchen eine Entscheidung
    }
overview-item-undecided-critical-body = Noch hat sie niemand gesichtet.
overview-item-undecided-critical-act = Sichten
overview-item-undecided-high-title =
    { $count ->
        [one] 1 neuer Befund mit hohem Schweregrad braucht eine Entscheidung
       *[other] { $count } neue Befunde mit hohem Schweregrad brauchen eine Entscheidung
    }
overview-item-undecided-high-body = Noch hat sie niemand gesichtet.
overview-item-undecided-high-act = Sichten
overview-item-due-soon-title =
    { $count ->
        [one] 1 Befund ist binnen eines Tages fällig
       *[other] { $count } Befunde sind binnen eines Tages fällig
    }
overview-item-due-soon-body = Der erste davon ist fällig
overview-item-due-soon-act = Zeigen
overview-item-unassigned-title =
    { $count ->
        [one] 1 offener Befund gehört niemandem
       *[other] { $count } offene Befunde gehören niemandem
    }
overview-item-unassigned-body = Sie warten in der Warteschlange des Teams.
overview-item-unassigned-act = Übernehmen
overview-item-approvals-title =
    { $count ->
        [one] 1 Antrag wartet auf Genehmigung
       *[other] { $count } Anträge warten auf Genehmigung
    }
overview-item-approvals-body = Es entscheidet jemand anderes als wer beantragt hat.
overview-item-approvals-act = Prüfen
overview-item-exceptions-ending-title =
    { $count ->
        [one] 1 Ausnahme endet binnen 14 Tagen
       *[other] { $count } Ausnahmen enden binnen 14 Tagen
    }
overview-item-exceptions-ending-body = Ihre Befunde öffnen sich von selbst wieder. Die erste endet
overview-item-exceptions-ending-act = Prüfen
overview-item-families-unread-title =
    { $count ->
        [one] 1 Familie von { $tenant } ist nicht vollständig gelesen
       *[other] { $count } Familien von { $tenant } sind nicht vollständig gelesen
    }
overview-item-families-unread-body = Was darin steht, ist unbekannt und zählt weder als gut noch als falsch.
overview-item-families-unread-act = Ansehen
overview-item-tenants-unread-title = { $count } Mandanten sind nicht vollständig gelesen
overview-item-tenants-unread-body = Was nicht gelesen wurde, ist unbekannt und zählt weder als gut noch als falsch.
overview-item-tenants-unread-act = Ansehen
overview-item-never-read-title =
    { $count ->
        [one] { $tenant } wurde nie gelesen
       *[other] { $count } Mandanten wurden nie gelesen
    }
overview-item-never-read-body = Was dort eingestellt ist, ist nicht bekannt.
overview-item-never-read-act = Ansehen
overview-item-no-baseline-title =
    { $count ->
        [one] { $tenant } wurde nie mit einer Baseline verglichen
       *[other] { $count } Mandanten wurden nie mit einer Baseline verglichen
    }
overview-item-no-baseline-body = Ohne Baseline kann niemand sagen, was sein soll.
overview-item-no-baseline-act = Auswählen
overview-item-runs-failed-title =
    { $count ->
        [one] 1 Vorgang ist heute gescheitert
       *[other] { $count } Vorgänge sind binnen eines Tages gescheitert
    }
overview-item-runs-failed-body = Der letzte endete
overview-item-runs-failed-act = Zeigen

## Overview of a workspace
home-purpose = Was hier vorgeht und was einen Blick braucht.
home-active = Läuft gerade
home-recent = Letzte Vorgänge
home-all-runs = Alle Vorgänge
home-environment = Umgebung
home-role = Ihre Rolle

## Vorgänge: Arten, Sätze, Gründe, nächste Schritte
operation-audit-export = Prüfprotokoll exportieren
operation-audit-verify = Prüfkette verifizieren
operation-run-export = Laufdaten exportieren
run-sentence-queued = Wartet, bis er an der Reihe ist. Normalerweise beginnt er innerhalb einer Sekunde.
run-sentence-running =
    { $total ->
        [0] In Arbeit.
        [one] In Arbeit: { $done } von einem Teil ist fertig.
       *[other] In Arbeit: { $done } von { $total } Teilen sind fertig.
    }
run-sentence-stale = Der Worker gibt kein Lebenszeichen. Ein anderer übernimmt den Lauf von selbst; nichts geschieht doppelt.
run-sentence-cancelling = Er hält vor dem nächsten Teil an. Was fertig ist, bleibt.
run-sentence-succeeded =
    { $total ->
        [0] Fertig; es gab nichts zu tun.
        [one] Fertig: ein Teil ist erledigt, nichts ist fehlgeschlagen.
       *[other] Fertig: alle { $total } Teile sind erledigt, nichts ist fehlgeschlagen.
    }
run-sentence-partially-succeeded =
    { $failed ->
        [one] { $done } von { $total } Teilen sind erledigt, einer ist fehlgeschlagen.
       *[other] { $done } von { $total } Teilen sind erledigt, { $failed } sind fehlgeschlagen.
    }
run-sentence-failed = Er ist nicht gelungen.
run-sentence-blocked = Er wurde vor dem nächsten Schritt angehalten, weil etwas fehlt, das er braucht. Danach wurde nichts mehr geschrieben.
run-sentence-cancelled =
    { $done ->
        [0] Abgebrochen, bevor etwas getan war.
       *[other] Abgebrochen; { $done } von { $total } Teilen waren vorher erledigt.
    }
run-fact-attempt = Versuch
run-fact-max-attempts = Versuche höchstens
run-fact-queue = Warteschlange
run-fact-heartbeat-at = Letztes Lebenszeichen
run-fact-lease-until = Übernahme nach
run-fact-scheduled-for = Fällig um
run-fact-request-ref = Anfrage
run-fact-entries = Einträge
run-fact-withheld = Einträge nur als Prüfsumme
run-fact-runs = Läufe
run-fact-fault = Was nicht stimmt
run-fact-entry = Erster betroffener Eintrag
run-fact-checkpoint = Unterschrieben bis Eintrag
subject-audit-entries = Auditeinträge
subject-runs = Läufe
reason-session-revoked = Die Sitzung, aus der er gestartet wurde, wurde widerrufen.
reason-account-inactive = Das Konto der Person, die ihn gestartet hat, wurde deaktiviert.
reason-membership-ended = Die Person, die ihn gestartet hat, gehört nicht mehr zu diesem Arbeitsbereich.
reason-membership-expired = Die Mitgliedschaft der Person, die ihn gestartet hat, ist abgelaufen.
reason-capability-lost = Die Rolle der Person, die ihn gestartet hat, umfasst dies nicht mehr.
reason-tenant-scope-changed = Die Mandanten, an denen die Person arbeiten darf, haben sich geändert.
reason-workspace-suspended = Der Arbeitsbereich ist gesperrt.
reason-kind-unknown = Diese Installation kennt den Vorgang nicht mehr.
reason-system-not-allowed = TenantPilot darf dies nicht von sich aus tun.
reason-arguments-invalid = Was verlangt wurde, ist nicht mehr gültig.
reason-target-missing = Worum es ging, gibt es nicht mehr.
reason-attempts-exhausted = Sein Worker ging zu oft verloren.
reason-worker-lost = Sein Worker ging verloren, und eine Wiederholung könnte etwas doppelt tun.
reason-unexpected-error = Auf unserer Seite ist etwas schiefgegangen.
reason-cancelled-by-person = Jemand hat ihn abgebrochen.
reason-items-failed = Einige Teile sind fehlgeschlagen.
reason-audit-chain-broken = Das Prüfprotokoll ist nicht stimmig: Ein Eintrag wurde geändert, entfernt oder hinzugefügt.
next-step-wait = Abwarten
next-step-why-wait = Diese Seite folgt dem Lauf von selbst. Sie können sie verlassen; am Ende erhalten Sie eine Mitteilung.
next-step-download = Datei herunterladen
next-step-why-download = Sie bleibt 30 Tage verfügbar, für alle, deren Rolle diesen Export umfasst.
next-step-start-again = Noch einmal starten
next-step-why-start-again = Ein neuer Lauf gilt mit Ihren heutigen Rechten.
next-step-ask-owner = Einen Inhaber des Arbeitsbereichs fragen
next-step-why-ask-owner = Inhaber können die fehlende Rolle oder die fehlenden Mandanten zurückgeben. Dann lässt er sich neu starten.
next-step-ask-platform = Die Betreiber dieser Installation fragen
next-step-why-ask-platform = Nur sie können die Sperre aufheben.
next-step-contact-support = Dem Support die Laufnummer nennen
next-step-why-contact-support = Diagnose und Rohdaten auf dieser Seite sind, was er braucht.
next-step-retry = Noch einmal versuchen
next-step-why-retry = Wo der Vorgang es erlaubt, wird nur wiederholt, was fehlschlug; sonst alles.
next-step-check-result = Ansehen, was geschehen ist
next-step-why-check-result = Der letzte Teil ist vielleicht geschehen, vielleicht nicht. Prüfen Sie das, bevor Sie neu starten.
next-step-look-at-items = Die fehlgeschlagenen Teile ansehen
next-step-why-look-at-items = Sie stehen oben in der Liste, jeder mit seinem Grund.
next-step-keep-evidence = Die Datenbank lassen, wie sie ist
next-step-why-keep-evidence = Machen Sie eine Kopie, bevor jemand etwas repariert. Der erste betroffene Eintrag steht in der Diagnose.
error-run-over = Dieser Lauf ist bereits zu Ende.
error-run-not-retryable = An diesem Lauf gibt es nichts zu wiederholen.
error-too-many-schedules = In diesem Arbeitsbereich gibt es zu viele Zeitpläne. Löschen Sie zuerst einen.

## Policy families, as Microsoft's portals name them
family-settings-catalog = Richtlinien des Einstellungskatalogs
family-device-configuration = Vorlagen zur Gerätekonfiguration
family-administrative-templates = Administrative Vorlagen
family-admx-files = Importierte ADMX-Dateien
family-reusable-settings = Wiederverwendbare Einstellungen
family-hardware-configurations = Hardwarekonfigurationen
family-endpoint-security-intents = Endpunktsicherheitsprofile (ältere Art)
family-device-compliance = Richtlinien zur Gerätekonformität
family-linux-compliance = Linux-Konformitätsrichtlinien
family-compliance-scripts = Konformitätsskripts
family-notification-templates = Benachrichtigungsvorlagen
family-powershell-scripts = PowerShell-Plattformskripts
family-macos-shell-scripts = macOS-Shellskripts
family-macos-custom-attributes = Benutzerdefinierte macOS-Attribute
family-remediations = Wartungsskripts
family-update-rings = Updateringe
family-feature-updates = Funktionsupdates
family-quality-updates = Beschleunigte Qualitätsupdates
family-quality-update-policies = Richtlinien für Qualitätsupdates
family-driver-updates = Treiberupdates
family-apps = Anwendungen
family-app-configuration-devices = App-Konfiguration für verwaltete Geräte
family-app-configuration-apps = App-Konfiguration für verwaltete Apps
family-app-protection = App-Schutzrichtlinien
family-policy-sets = Richtliniensätze
family-vpp-tokens = Apple-Token für Volumenkäufe
family-terms-and-conditions = Geschäftsbedingungen
family-device-categories = Gerätekategorien
family-enrollment-configurations = Registrierungseinschränkungen und -statusseiten
family-autopilot-profiles = Windows-Autopilot-Profile
family-apple-enrollment-tokens = Token des Apple-Registrierungsprogramms
family-apple-user-enrollment = Apple-Profile zur Benutzerregistrierung
family-android-enrollment-profiles = Android-Enterprise-Registrierungsprofile
family-branding-profiles = Erscheinungsbild des Unternehmensportals
family-conditional-access = Richtlinien für bedingten Zugriff
family-named-locations = Benannte Standorte
family-authentication-contexts = Authentifizierungskontexte
family-authentication-strengths = Authentifizierungsstärken
family-terms-of-use = Nutzungsbedingungen
family-authorization-policy = Autorisierungseinstellungen
family-authentication-methods = Authentifizierungsmethoden
family-cross-tenant-access = Mandantenübergreifende Zugriffseinstellungen
family-security-defaults = Sicherheitsstandards
family-authentication-flows = Self-Service-Registrierung
family-device-registration = Einstellungen zur Geräteregistrierung
family-external-identities = Einstellungen für externe Identitäten
family-assignment-filters = Zuweisungsfilter
family-scope-tags = Bereichsmarkierungen
family-intune-roles = Intune-Rollen
family-intune-role-assignments = Intune-Rollenzuweisungen
family-approval-policies = Richtlinien für die Genehmigung durch mehrere Administratoren
family-compliance-partners = Konformitätspartner
family-threat-defense-connectors = Connectors zur Abwehr mobiler Bedrohungen
family-management-partners = Partner der Geräteverwaltung
family-remote-assistance-partners = Partner für Remoteunterstützung
family-tenant-settings = Einstellungen der Geräteverwaltung
family-apple-push-certificate = Apple-Pushzertifikat
family-managed-google-play = Verwaltetes Google Play
family-cleanup-rules = Regeln zur Gerätebereinigung
family-cloud-pc-provisioning = Bereitstellungsrichtlinien für Cloud-PCs
family-cloud-pc-user-settings = Cloud-PC-Benutzereinstellungen
family-group-device-configuration = Gerätekonfiguration
family-group-endpoint-security = Endpunktsicherheit
family-group-compliance = Konformität
family-group-scripts = Skripts und Wartung
family-group-updates = Windows- und Apple-Updates
family-group-apps = Apps und App-Schutz
family-group-enrollment = Registrierung
family-group-access = Bedingter Zugriff
family-group-directory = Entra-Einstellungen
family-group-rbac = Rollen, Bereichsmarkierungen und Filter
family-group-tenant-wide = Mandantenweite Einstellungen
family-group-windows-365 = Windows 365, Cloud-PCs

## What permissions are for
feature-device-configuration = Gerätekonfiguration, Konformität und Updates lesen
feature-scripts = Skripts und Wartungsskripts lesen
feature-enrollment = Registrierung und Connectors lesen
feature-apps = Apps und App-Schutz lesen
feature-policy-sets = Richtliniensätze lesen
feature-rbac = Intune-Rollen und Bereichsmarkierungen lesen
feature-devices = Gerätekategorien und Bereinigungsregeln lesen
feature-conditional-access = Bedingten Zugriff lesen
feature-directory-policies = Entra-Einstellungen lesen
feature-terms-of-use = Nutzungsbedingungen lesen
feature-windows-365 = Windows 365 lesen
feature-change-authors = Sagen, wer Intune-Richtlinien geändert hat
feature-directory-change-authors = Sagen, wer bedingten Zugriff und Entra-Einstellungen geändert hat
feature-group-names = Namen von Gruppen zeigen
feature-user-names = Namen von Benutzern zeigen
feature-application-names = Namen von Anwendungen zeigen
feature-role-names = Namen von Verzeichnisrollen zeigen
permission-fix-grant-permissions = Gewähren Sie der Anwendung die fehlenden Berechtigungen und prüfen Sie dann noch einmal.
permission-fix-consent-again = Es ist gar keine Berechtigung gewährt: Lassen Sie eine Administratorin oder einen Administrator des Mandanten noch einmal zustimmen.

## Platforms of policies
platform-windows = Windows
platform-macos = macOS
platform-ios = iOS und iPadOS
platform-android = Android
platform-linux = Linux
platform-chromeos = ChromeOS
platform-several = Mehrere Plattformen
platform-any = Keine bestimmte Plattform
platform-none = Ohne Plattform

## Controls

action-control-engaged = Vorgang gestoppt
action-control-released = Stopp aufgehoben
subject-control = Betriebsschalter
reason-stopped-by-workspace = Dieser Arbeitsbereich hat diese Art von Vorgang gestoppt.
reason-stopped-by-installation = Die Betreiber dieser Installation haben diese Art von Vorgang gestoppt.
next-step-look-at-controls = Betriebsschalter ansehen
next-step-why-look-at-controls = Dort steht, wer gestoppt hat und warum. Inhaber und Verwalter können den Stopp aufheben; danach neu starten.
next-step-ask-platform-control = Die Betreiber dieser Installation fragen
next-step-why-ask-platform-control = Nur sie können den Stopp aufheben. Der Grund steht bei den Betriebsschaltern.
error-control-engaged = Das ist bereits gestoppt.
error-control-released = Das ist nicht mehr gestoppt.
error-schedule-no-tenant = Dieser Vorgang betrifft nicht einen einzelnen Mandanten.
control-free = Erlaubt
control-stopped = Gestoppt
touches-nothing = Spricht nicht mit Microsoft
touches-read = Liest den Microsoft-Mandanten
touches-write = Schreibt in den Microsoft-Mandanten
controls-purpose = Ein gestoppter Vorgang startet nicht und endet, wo er läuft, vor seinem nächsten Schritt. Alle hier sehen, warum.
controls-all = Alle Vorgänge
controls-all-sub = Alles auf einmal
controls-column-operation = Vorgang
controls-column-state = Zustand
controls-column-why = Grund
controls-column-since = Seit
controls-column-change = Ändern
controls-by = Von { $name }
controls-by-installation = Von den Betreibern dieser Installation
controls-by-command = Über die Kommandozeile des Servers
controls-with-all = Weil alles gestoppt ist.
controls-stop = Stoppen
controls-stop-of = Stoppen: { $name }
controls-release = Wieder erlauben
controls-release-of = Wieder erlauben: { $name }
controls-stop-title = Stoppen: { $name }
controls-release-title = Wieder erlauben: { $name }
controls-stop-workspace = Er startet nirgends in diesem Arbeitsbereich, wer auch fragt. Was läuft, endet als blockiert vor seinem nächsten Schritt oder seiner nächsten Anfrage.
controls-stop-installation = Er startet in keinem Arbeitsbereich dieser Installation. Was läuft, endet als blockiert vor seinem nächsten Schritt oder seiner nächsten Anfrage.
controls-stop-then = Zeitpläne warten und holen einmal nach, sobald es wieder erlaubt ist. Was schon getan ist, bleibt.
controls-release-workspace = Er kann in diesem Arbeitsbereich wieder gestartet werden.
controls-release-installation = Er kann in jedem Arbeitsbereich wieder gestartet werden, der ihn nicht selbst gestoppt hat.
controls-release-then = Wartende Zeitpläne holen einmal nach. Beendete Läufe startet neu, wer sie braucht.
controls-field-reason = Grund
controls-field-reason-help-workspace = Alle in diesem Arbeitsbereich lesen ihn hier; er bleibt im Prüfprotokoll.
controls-field-reason-help-installation = Alle in jedem Arbeitsbereich lesen ihn; er bleibt im Prüfprotokoll der Installation.
controls-everything-title = Alles ist gestoppt
controls-everything-body = Kein Vorgang startet, bis das wieder erlaubt ist.
controls-empty-title = Keine Vorgänge
controls-empty-body = Diese Installation hat keine Vorgänge, die zu stoppen wären.
controls-bite-title = Einige Vorgänge sind gestoppt
controls-bite-body = Sie lassen sich nicht starten, und ihre Zeitpläne warten.
controls-bite-open = Schalter ansehen
system-controls-purpose = Was hier gestoppt ist, ist in jedem Arbeitsbereich gestoppt, und jeder liest, warum.
toast-control-stop = Das ist gestoppt
toast-control-release = Das darf wieder starten
schedules-waits = Wartet
schedules-field-tenant = Mandant
schedules-field-tenant-help = Für Vorgänge zu einem Mandanten.
schedules-no-tenant = Keiner

## Mandanten und Verbindungen: Vorgänge, Gründe, nächste Schritte
action-connection-changed = Verbindung geändert
action-connection-checked = Verbindung geprüft
action-connection-created = Verbindung hinzugefügt
action-connection-disabled = Verbindung deaktiviert
action-connection-enabled = Verbindung aktiviert
action-connection-removed = Verbindung entfernt
action-consent-asked = Zustimmung begonnen
action-consent-granted = Zustimmung erteilt
action-consent-withdrawn = Zustimmung entzogen
action-credential-added = Zugangsdaten hinzugefügt
action-credential-checked = Zugangsdaten geprüft
action-credential-discarded = Zugangsdaten verworfen
action-credential-promoted = Zugangsdaten in Gebrauch genommen
action-credential-retired = Zugangsdaten vernichtet
action-credential-rewrapped = Zugangsdaten mit dem neuen Schlüssel versiegelt
action-tenant-changed = Mandant geändert
action-tenant-identified = Mandant zugeordnet
action-tenant-lifecycle-changed = Lebenszyklus des Mandanten geändert
subject-connection = Verbindung
subject-credential = Zugangsdaten
operation-connection-check = Verbindung prüfen
error-field-guid = Das ist keine ID der Form 00000000-0000-0000-0000-000000000000.
error-field-domain = Das ist kein Domänenname wie contoso.com.
error-field-date = Das ist kein Datum.
error-field-tenant-claimed = Ein anderer Mandant dieses Arbeitsbereichs hat diese ID.
error-field-tenant-fixed = Die ID eines zugeordneten Mandanten ändert sich nicht. Legen Sie den anderen Mandanten eigens an.
error-tenant-lifecycle = Der Lebenszyklus des Mandanten lässt diesen Schritt nicht zu. Laden Sie die Seite neu.
error-tenant-not-connectable = Dieser Mandant kann nicht verbunden werden: Ordnen Sie ihn zuerst zu, oder holen Sie ihn aus dem Archiv zurück.
error-connection-other-enabled = Eine andere Verbindung dieses Mandanten ist aktiv. Deaktivieren Sie zuerst diese.
error-connection-no-credential = Der Verbindung fehlen Zugangsdaten. Fügen Sie zuerst welche hinzu.
error-credential-next-waits = Neue Zugangsdaten warten bereits. Nehmen Sie sie in Gebrauch oder verwerfen Sie sie zuerst.
error-credential-not-next = Diese Zugangsdaten warten nicht mehr. Laden Sie die Seite neu.
error-credential-unchecked = Prüfen Sie die neuen Zugangsdaten zuerst: Nur was funktioniert, darf in Gebrauch genommen werden.
error-credential-expired = Diese Zugangsdaten sind abgelaufen. Verwerfen Sie sie und fügen Sie andere hinzu.
error-credential-secret-id = Das ist die ID eines Geheimnisses. Gebraucht wird der Wert; Entra zeigt ihn einmal, beim Anlegen.
error-credential-secret-characters = Ein Geheimnis enthält weder Leerzeichen noch Sonderzeichen anderer Schriften. Kopieren Sie es noch einmal.
error-credential-too-large = Das ist zu groß für ein Zertifikat.
error-credential-unreadable = Das ist weder PEM-Text noch eine PKCS#12-Datei.
error-credential-no-key = Der private Schlüssel fehlt. Zertifikat und Schlüssel gehören zusammen.
error-credential-no-certificate = Das Zertifikat fehlt. Zertifikat und Schlüssel gehören zusammen.
error-credential-password-needed = Diese Datei ist geschützt: Geben Sie das Kennwort an.
error-credential-password-not-needed = Dieser Schlüssel ist nicht geschützt: Lassen Sie das Kennwort leer.
error-credential-password-wrong = Das Kennwort öffnet diese Datei nicht.
error-credential-rsa-only = Microsoft braucht hier einen RSA-Schlüssel.
error-credential-key-short = Der Schlüssel ist zu kurz: Es müssen mindestens 2048 Bit sein.
error-credential-key-mismatch = Zertifikat und privater Schlüssel gehören nicht zusammen.
error-credential-certificate-expired = Dieses Zertifikat ist abgelaufen.
error-credential-certificate-early = Dieses Zertifikat gilt noch nicht.
reason-tenant-not-operable = Der Lebenszyklus des Mandanten lässt keine Arbeit mit ihm zu.
reason-tenant-draft = Der Mandant ist ein Entwurf: Noch hat niemand gesagt, welcher Microsoft-Mandant er ist.
reason-tenant-onboarding = Der Mandant wird gerade aufgenommen und darf nur gelesen werden.
reason-tenant-suspended = Der Mandant ist ausgesetzt.
reason-tenant-archived = Der Mandant ist archiviert.
reason-tenant-removal-pending = Der Mandant soll entfernt werden.
reason-tenant-other = Die Antworten kamen von einem anderen Microsoft-Mandanten als dem hier genannten. Es wurde nichts übernommen.
reason-tenant-unproven = Die Antworten sagten nicht, von welchem Microsoft-Mandanten sie kamen. Es wurde nichts übernommen.
reason-permissions-unknown = Was gewährt ist, war nicht herauszufinden.
reason-connection-missing = Der Mandant hat keine Verbindung.
reason-connection-disabled = Die Verbindung des Mandanten ist deaktiviert.
reason-connection-unknown = Es ist nicht bekannt, ob der Mandant verbunden ist.
reason-consent-missing = Noch hat keine Administration des Mandanten zugestimmt.
reason-consent-withdrawn = Die Zustimmung des Mandanten wurde entzogen.
reason-credential-missing = Der Verbindung fehlen Zugangsdaten.
reason-credential-expired = Die Zugangsdaten der Verbindung sind abgelaufen.
reason-credential-wrong = Microsoft nimmt das Geheimnis nicht an. Oft wurde die ID des Geheimnisses statt seines Werts kopiert.
reason-credential-unreadable = Die gespeicherten Zugangsdaten lassen sich nicht öffnen: Ihr Datensatz wurde verändert oder beschädigt.
reason-credential-key-unknown = Die gespeicherten Zugangsdaten sind mit einem Schlüssel versiegelt, den diese Installation nicht mehr kennt.
reason-certificate-refused = Microsoft nimmt das Zertifikat nicht an: Es ist bei der Anwendung nicht hochgeladen oder noch nicht überall bekannt.
reason-app-not-in-tenant = Die Anwendung ist nicht in diesem Mandanten: Noch hat niemand zugestimmt, oder sie wurde entfernt.
reason-app-disabled = Die Anwendung ist im Mandanten deaktiviert.
reason-tenant-not-found = Microsoft kennt keinen Mandanten mit dieser ID: Er wurde gelöscht, oder die ID ist falsch.
reason-tenant-blocked = Microsoft hat diesen Mandanten gesperrt oder gelöscht.
reason-service-not-in-tenant = Der Dienst fehlt in diesem Mandanten: Meist gibt es dort keine Intune-Lizenz.
reason-access-policy-blocks = Eine Richtlinie für bedingten Zugriff des Mandanten sperrt die Anwendung aus.
reason-sign-in-unavailable = Die Anmeldung von Microsoft hat nicht geantwortet. Dass sich etwas geändert hat, ist nicht bekannt.
reason-sign-in-throttled = Die Anmeldung von Microsoft hat um eine Pause gebeten.
reason-token-request-refused = Microsoft hat die Anmeldung der Anwendung abgelehnt.
reason-graph-unreachable = Microsoft Graph war nicht zu erreichen. Dass sich etwas geändert hat, ist nicht bekannt.
reason-connection-lost = Die Leitung zu Microsoft ist abgerissen.
reason-timeout = Microsoft hat nicht rechtzeitig geantwortet.
reason-throttled = Microsoft hat um eine Pause gebeten.
reason-provider-error = Microsoft hat mit einem eigenen Fehler geantwortet.
reason-provider-refused = Microsoft hat die Anfrage abgelehnt.
reason-answer-malformed = Die Antwort von Microsoft war nicht zu lesen.
reason-answer-too-large = Die Antwort von Microsoft war größer als alles, was zu erwarten ist.
reason-token-rejected = Microsoft Graph hat die Anmeldung nicht angenommen.
reason-service-refused = Der Dienst hinter Microsoft Graph hat diesen Mandanten abgewiesen.
reason-claims-challenge = Der Mandant verlangt mehr, als eine Anwendung nachweisen kann.
reason-permission-missing = Eine Berechtigung fehlt.
reason-resource-unlicensed = Dem Mandanten fehlt dafür die Lizenz.
reason-resource-unsupported = Die Dienste des Mandanten bieten das nicht an.
reason-object-incomplete = Die Antwort von Microsoft enthält weniger Einträge, als sie angibt.
reason-object-malformed = Die Antwort von Microsoft enthält ein Objekt, das sich nicht zuordnen lässt.
reason-object-not-found = Das Objekt war fort, als nach seinen Einzelheiten gefragt wurde.
reason-object-twice = Die Liste von Microsoft nennt dasselbe Objekt zweimal.
reason-paging-flood = Die Liste von Microsoft nahm kein Ende.
reason-paging-foreign = Die Liste von Microsoft geht an einer fremden Adresse weiter, der nicht gefolgt wurde.
reason-paging-loop = Die Liste von Microsoft führt zu sich selbst zurück.
next-step-open-tenant = Den Mandanten ansehen
next-step-why-open-tenant = Wer Mandanten verwalten darf, kann dort den Lebenszyklus ändern.
next-step-add-connection = Eine Verbindung hinzufügen
next-step-why-add-connection = Die Seite des Mandanten führt dorthin. Eine Anwendung mit Leserechten genügt.
next-step-enable-connection = Die Verbindung aktivieren
next-step-why-enable-connection = Sie wurde absichtlich deaktiviert; ihre Protokolleinträge sagen, warum.
next-step-ask-consent = Die Administration des Mandanten um Zustimmung bitten
next-step-why-ask-consent = Die Seite der Verbindung führt zu Microsofts Seite dafür. Danach wird von selbst geprüft.
next-step-grant-permissions = Die fehlenden Berechtigungen gewähren
next-step-why-grant-permissions = Die Seite der Berechtigungen nennt sie und wozu sie da sind. Danach zustimmen und noch einmal prüfen.
next-step-replace-credential = Die Zugangsdaten ersetzen
next-step-why-replace-credential = Fügen Sie die neuen auf der Seite der Verbindung hinzu, prüfen Sie sie und nehmen Sie sie in Gebrauch. Die Arbeit geht dabei weiter.
next-step-correct-connection = Die Verbindung berichtigen
next-step-why-correct-connection = Vergleichen Sie Client-ID und Mandanten-ID mit dem, was Entra zeigt.
next-step-check-connection = Die Verbindung noch einmal prüfen
next-step-why-check-connection = Eine Prüfung sagt, was gewährt ist und ob es noch funktioniert.
next-step-ask-tenant = Die Administration des Mandanten fragen
next-step-why-ask-tenant = Die Ursache liegt im Mandanten: Das Anmeldeprotokoll in Entra zeigt sie unter Dienstprinzipale.
next-step-wait-provider = Später noch einmal versuchen
next-step-why-wait-provider = Solche Störungen gehen vorüber. Was bisher bekannt war, gilt weiter.
next-step-ask-platform-keys = Die Betreiber dieser Installation fragen
next-step-why-ask-platform-keys = Sie können den früheren Schlüssel in TENANTPILOT_FORMER_SECRET_KEYS nennen. Sonst ersetzen Sie die Zugangsdaten.

## Bestand: der Abgleich und was seine Teile sagen können
operation-inventory-sync = Inventar synchronisieren
action-inventory-synced = Bestand abgeglichen
subject-family = Richtlinienart
subject-feature = Funktion
subject-log = Überwachungsprotokoll des Mandanten
subject-names = Namen von Gruppen und Personen
run-fact-capture = Aufnahme
run-fact-families = Gefragte Richtlinienarten
run-fact-complete = Vollständig gelesene Arten
run-fact-incomplete = Nicht vollständig gelesene Arten
run-fact-objects = Gesehene Richtlinien
run-fact-created = Neue Richtlinien
run-fact-changed = Geänderte Richtlinien
run-fact-deleted = Verschwundene Richtlinien
run-fact-restored = Wieder aufgetauchte Richtlinien
run-fact-requests = Anfragen an Microsoft
reason-family-partial = Nur ein Teil war lesbar. Was fehlt, bleibt wie zuvor bekannt; nichts gilt als gelöscht.
reason-family-forbidden = Das Lesen ist nicht erlaubt: Eine Berechtigung fehlt. Hier hat sich nichts geändert.
reason-family-throttled = Microsoft verlangte zu lange Pausen. Was zuvor bekannt war, gilt weiter.
reason-family-unsupported = Der Dienst dieses Mandanten bietet diese Richtlinien nicht an, oder sie wurden nie eingerichtet.
reason-family-unlicensed = Der Mandant hat keine Lizenz für diese Richtlinien.
reason-family-not-read = Es wurde nicht gelesen. Was zuvor bekannt war, gilt weiter.
reason-log-partial = Das Überwachungsprotokoll des Mandanten war nur zum Teil lesbar: Manche Urheber sind noch nicht bekannt.
reason-log-forbidden = Das Überwachungsprotokoll des Mandanten darf nicht gelesen werden: Urheber von Änderungen sind nicht bekannt.
reason-log-throttled = Microsoft verlangte beim Lesen des Protokolls eine Pause: Manche Urheber sind noch nicht bekannt.
reason-log-unsupported = Der Mandant hat kein lesbares Überwachungsprotokoll: Urheber von Änderungen sind nicht bekannt.
reason-log-unlicensed = Der Mandant hat keine Lizenz für sein Überwachungsprotokoll: Urheber von Änderungen sind nicht bekannt.
reason-names-unknown = Manche Namen konnten nicht erfragt werden. Stattdessen stehen die Kennungen da.
reason-policy-unreadable = Eine Richtlinie hat eine Form, die nicht lesbar ist.
next-step-nothing-needed = Nichts zu tun
next-step-why-nothing-needed = Der Mandant hat das nicht. Bei jedem Abgleich wird wieder gefragt.

## Baselines
nav-baselines = Baselines
nav-compare = Vergleich
nav-groups = Mandantengruppen
baselines-title = Baseline
baselines-purpose = Was eingestellt sein soll, in welchen Mandanten, und wie weit sie davon entfernt sind.
baselines-create = Baseline anlegen
baselines-create-scope = Eine Baseline mit leerem Entwurf. Kein Mandant wird an ihr gemessen, bevor sie veröffentlicht und zugewiesen ist.
baselines-empty-title = Noch keine Baseline
baselines-empty-body = Eine Baseline sagt, was eingestellt sein soll. Übernehmen Sie sie aus einem Mandanten, der so ist, wie er sein soll, oder wählen Sie Richtlinien mehrerer Mandanten.
baselines-column-baseline = Baseline
baselines-column-version = Version
baselines-column-parts = Teile
baselines-column-holds = Gilt in
baselines-column-result = Ergebnis
baselines-version = Version { NUMBER($number, useGrouping: "false") }
baselines-published = Version { NUMBER($number, useGrouping: "false") } veröffentlicht
baselines-unpublished = Noch nicht veröffentlicht
baselines-draft = Version { NUMBER($number, useGrouping: "false") } im Entwurf
baselines-parts-count =
    { $count ->
        [one] { $count } Teil
       *[other] { $count } Teile
    }
baselines-families-count =
    { $count ->
        [one] { $count } Familie
       *[other] { $count } Familien
    }
baselines-tenants-count =
    { $count ->
        [one] { $count } Mandant
       *[other] { $count } Mandanten
    }
baselines-policies-count =
    { $count ->
        [one] { $count } Richtlinie
       *[other] { $count } Richtlinien
    }
baselines-behind =
    { $count ->
        [one] { $count } mit älterer Version
       *[other] { $count } mit älterer Version
    }
baselines-waiting =
    { $count ->
        [one] { $count } noch nicht begonnen
       *[other] { $count } noch nicht begonnen
    }
baselines-nowhere = Nicht zugewiesen
baselines-deviating = { $count } von { $total } weichen ab
baselines-none-deviating =
    { $total ->
        [one] Keine Abweichung in { $total } Mandanten
       *[other] Keine Abweichung in { $total } Mandanten
    }
baselines-known = { $whole } von { $total } Mandanten vollständig gelesen
baselines-field-name = Name
baselines-field-description = Beschreibung
baselines-field-way = Woher ihre Teile kommen
baselines-way-capture = Aus einem Referenzmandanten übernommen
baselines-way-compose = Aus Richtlinien mehrerer Mandanten zusammengestellt
baselines-way-empty = Noch von nirgends
baselines-way-help = Teile können später von überall dazukommen.
toast-baseline-created = { $name } angelegt
toast-baseline-changed = { $name } geändert
toast-baseline-published = { $name } veröffentlicht
toast-baseline-deleted = { $name } gelöscht
toast-baseline-draft = Entwurf begonnen
toast-baseline-taken = Entwurf geändert

## Baseline: Akte
baselines-tabs = Teile dieser Seite
baselines-tab-parts = Teile
baselines-tab-families = Familien
baselines-tab-rules = Regeln
baselines-tab-variables = Variablen
baselines-tab-rings = Ringe und Zuweisungen
baselines-tab-versions = Versionen
baselines-actions = Aktionen für { $name }
baselines-holds-in =
    { $count ->
        [0] gilt in keinem Mandanten
        [one] gilt in { $count } Mandanten
       *[other] gilt in { $count } Mandanten
    }
baselines-publish = Veröffentlichen
baselines-publish-number = Version { NUMBER($number, useGrouping: "false") } veröffentlichen
baselines-publish-scope = Die Version steht damit fest und kann nicht mehr geändert werden. Mandanten werden an ihr gemessen, sobald ihr Ring sie verwendet.
baselines-publish-ring = Sofort in Ring 1 verwenden
baselines-field-note = Was neu ist
baselines-field-note-help = Für alle, die die Versionen später lesen.
baselines-edit = Bearbeiten
baselines-go-to-draft = Entwurf öffnen
baselines-go-rings = Ringe und Zuweisungen
baselines-rename = Name und Beschreibung ändern
baselines-rename-scope = Nur, wie die Baseline heißt. Versionen und Ergebnisse bleiben, wie sie sind.
baselines-delete = Baseline löschen
baselines-delete-scope =
    { $count ->
        [0] Sie gilt nirgends. Ihre Versionen bleiben im Protokoll lesbar; das lässt sich nicht rückgängig machen.
        [one] Sie gilt danach nicht mehr in { $count } Mandanten, und ihre Befunde dort werden als nicht mehr zutreffend geschlossen. Das lässt sich nicht rückgängig machen.
       *[other] Sie gilt danach nicht mehr in { $count } Mandanten, und ihre Befunde dort werden als nicht mehr zutreffend geschlossen. Das lässt sich nicht rückgängig machen.
    }
baselines-field-typed-name = Zur Bestätigung { $name } eingeben
baselines-part-remove-scope = Entfernt { $name } aus dem Entwurf. Veröffentlichte Versionen behalten, was sie haben.
baselines-banner-draft = Sie sehen Version { NUMBER($number, useGrouping: "false") }, einen Entwurf
baselines-banner-draft-body = Kein Mandant wird daran gemessen, bevor er veröffentlicht ist und ein Ring ihn verwendet.
baselines-changes = { $added } neu, { $changed } geändert, { $removed } entfernt.
baselines-no-changes = Noch ist nichts geändert.
baselines-banner-older = Sie sehen Version { NUMBER($number, useGrouping: "false") }; die neueste ist { NUMBER($latest, useGrouping: "false") }
baselines-banner-older-body = Veröffentlichte Versionen ändern sich nicht. Veröffentlicht am
baselines-banner-newest = Neueste öffnen
baselines-banner-discarded = Version { NUMBER($number, useGrouping: "false") } wurde verworfen und hat nie gegolten
baselines-banner-stale =
    { $count ->
        [one] { $count } Teil wurde nach früheren Leseregeln übernommen
       *[other] { $count } Teile wurden nach früheren Leseregeln übernommen
    }
baselines-banner-stale-body = Solche Teile lassen sich nicht vergleichen. Übernehmen Sie sie in einem Entwurf neu.
baselines-parts-search = Teile suchen
baselines-parts-back = Alle Teile
baselines-parts-empty-title = Noch keine Teile
baselines-parts-empty-body = Ein Teil ist eine Richtlinie, die da sein soll. Übernehmen Sie ganze Familien aus einem Mandanten, oder fügen Sie einzelne Richtlinien hinzu.
baselines-column-part = Teil
baselines-column-compares = Zuweisungen
baselines-column-change = Änderung
baselines-column-source = Übernommen aus
baselines-severity = Schweregrad
baselines-severity-by-rule = Nach Regel
baselines-assignments-compare = Verglichen
baselines-assignments-ignore = Nicht verglichen
baselines-assignments-meta-compare = Wird mit jedem Mandanten verglichen
baselines-assignments-meta-ignore = Wird gezeigt, nicht verglichen
baselines-variables-count =
    { $count ->
        [one] { $count } Variable
       *[other] { $count } Variablen
    }
baselines-change-same = Unverändert
baselines-source-hidden = Ein Mandant außerhalb Ihrer Reichweite
baselines-stale = Nach früheren Leseregeln übernommen
baselines-newer-changed = Dort seither geändert
baselines-newer-gone = Dort nicht mehr vorhanden
baselines-newer-unread = Unbekannt, ob dort geändert
baselines-captured = Übernommen
baselines-part-content = Was er sagt
baselines-part-lines =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
baselines-part-unassigned = Seine Quelle wendet ihn auf niemanden an.
baselines-part-save = Speichern
baselines-part-again = Neu übernehmen
baselines-part-remove = Aus dem Entwurf entfernen
baselines-places = Werte, die Mandanten überlassen bleiben
baselines-places-body = Ein Wert, der sich von Mandant zu Mandant unterscheidet, kann zur Variablen werden. Jeder Mandant trägt dann seinen eigenen ein, und nur der wird dort erwartet.
baselines-places-search = Werte suchen
baselines-places-count =
    { $count ->
        [one] { $count } Wert
       *[other] { $count } Werte
    }
baselines-places-none = Kein Wert lässt sich hier den Mandanten überlassen.
baselines-column-place = Eigenschaft
baselines-column-value = Wert
baselines-is-variable = Variable
baselines-variable-make = Zur Variablen machen
toast-part-saved = Teil geändert

## Baseline: woher Teile kommen
baselines-capture = Aus Mandant übernehmen
baselines-capture-body = Was ein Mandant jetzt hat, wird zu dem, was sein soll. Nur vollständig gelesene Familien lassen sich übernehmen.
baselines-capture-tenant = Referenzmandant
baselines-capture-completeness = Vollständigkeit
baselines-capture-none-title = Noch kein Mandant gelesen
baselines-capture-none-body = Synchronisieren Sie zuerst einen Mandanten; dann lassen sich seine Familien hier übernehmen.
baselines-capture-families = Zu übernehmende Familien
baselines-capture-scope = Ändert den Entwurf: Richtlinien dieser Familien kommen hinzu oder werden auf den neuesten Stand gebracht. Der Mandant wird nichts gefragt.
baselines-capture-all = Alle wählen
baselines-capture-none = Keine wählen
baselines-capture-action = Übernehmen
baselines-capture-incomplete = Nicht übernehmbar
baselines-capture-incomplete-meta = Nicht vollständig gelesen: was dort fehlt, ist unbekannt
baselines-capture-unread-title = Keine Familie vollständig gelesen
baselines-capture-unread-body = Synchronisieren Sie den Mandanten, oder sehen Sie auf seiner Seite, was das Lesen verhindert.
baselines-refused-title = Bei der Übernahme ausgelassen
baselines-add = Richtlinien hinzufügen
baselines-add-body = Wählen Sie Richtlinien beliebiger Mandanten. Der Entwurf übernimmt, was sie jetzt sagen.
baselines-add-action = In den Entwurf
baselines-is-part = Im Entwurf
baselines-column-known = Familie gelesen

## Baseline: Familien, Regeln, Variablen
baselines-families-body = Wo eine Familie vollständig benannt ist, ist alles Weitere in einem Mandanten unerwartet. Sonst dürfen Mandanten mehr haben.
baselines-families-empty-body = Familien kommen mit ihren Teilen.
baselines-column-exhaustive = Vollständig benannt
baselines-exhaustive = Alles Weitere ist unerwartet
baselines-not-exhaustive = Mandanten dürfen mehr haben
baselines-rules-body = Eine Regel sagt, welche Eigenschaft nicht verglichen wird: Rauschen, oder Sache jedes Mandanten. Was eine Regel verbirgt, wird vor dem Speichern gezeigt.
baselines-rules-empty-title = Alles wird verglichen
baselines-rules-empty-body = Fügen Sie eine Regel hinzu, wo Unterschiede nichts bedeuten.
baselines-all-families = Alle Familien
baselines-column-property = Eigenschaft
baselines-field-path = Pfad
baselines-field-path-help = So, wie er unter einem Unterschied steht. * steht für einen Namen, [*] für jedes Mitglied, ** für jede Tiefe.
baselines-field-reason = Warum
baselines-field-reason-help = Steht überall, wo die Regel etwas auslässt.
baselines-rule-add = Regel hinzufügen
baselines-rule-remove = Regel entfernen
baselines-rule-preview = Wirkung zeigen
baselines-rule-save = Regel speichern
baselines-rule-scope = Ändert den Entwurf. Ergebnisse ändern sich, wenn er veröffentlicht ist und ein Ring ihn verwendet.
baselines-effect-hides =
    { $count ->
        [one] Die Regel würde { $count } Unterschied von heute verbergen; { $left } blieben.
       *[other] Die Regel würde { $count } Unterschiede von heute verbergen; { $left } blieben.
    }
baselines-effect-nothing = Die Regel würde keinen Unterschied von heute verbergen.
baselines-effect-basis = { $looked } Richtlinien angesehen; { $clean } davon hätten keinen Unterschied mehr.
baselines-effect-partly = { $count } Richtlinien waren zu viele zum Ansehen: die Zahlen sind mindestens diese.
baselines-effect-mistyped = Kein Teil des Entwurfs hat diese Eigenschaft
baselines-effect-mistyped-body = Vielleicht ist der Pfad falsch geschrieben.
baselines-effect-tenants = Wirkung je Mandant
baselines-effect-hidden = Verborgen
baselines-effect-left = Bleiben
baselines-effect-clean = Ohne Unterschiede
baselines-effect-rows =
    { $count ->
        [one] Unterschiede von { $count } Richtlinie ansehen
       *[other] Unterschiede von { $count } Richtlinien ansehen
    }
baselines-effect-back = Regel ändern
baselines-variables-body = Wo eine Variable steht, trägt jeder Mandant seinen eigenen Wert ein, sonst gilt der Vorgabewert.
baselines-variables-empty-title = Keine Variablen
baselines-variables-empty-body = Öffnen Sie einen Teil, und machen Sie einen seiner Werte zur Variablen.
baselines-column-variable = Variable
baselines-column-set-by = Gesetzt von
baselines-field-default = Vorgabewert
baselines-field-default-help = Gilt, wo ein Mandant keinen eigenen Wert hat.
baselines-variable-help = Eine Variable gleichen Namens füllt mehrere Stellen mit einem Wert.
baselines-variable-scope = Ändert den Entwurf. Mandanten tragen ihre Werte auf ihren eigenen Seiten ein.
baselines-variable-change = Vorgabewert ändern
baselines-variable-remove = Variable entfernen

## Baseline: Ringe, Zuweisungen, Versionen
baselines-rings = Ringe
baselines-rings-body = Eine neue Version erreicht Mandanten Ring für Ring, wenn Sie einen Ring weiterstellen. Ring 1 kommt zuerst.
baselines-rings-none = Noch kein Ring.
baselines-column-ring = Ring
baselines-column-uses = Verwendet
baselines-column-next = Nächster Schritt
baselines-ring-number = Ring { NUMBER($number, useGrouping: "false") }
baselines-ring-add = Ring hinzufügen
baselines-ring-rename = Ring umbenennen
baselines-ring-remove = Ring entfernen
baselines-ring-scope = Nur die Reihenfolge der Einführung. Kein Mandant wechselt.
baselines-ring-actions = Aktionen für Ring { NUMBER($number, useGrouping: "false") }
baselines-ring-advance = Auf Version { NUMBER($number, useGrouping: "false") } stellen
baselines-ring-reason-ring-before-is-behind = Zuerst kommt der Ring davor
baselines-ring-reason-nothing-published = Noch nichts veröffentlicht
baselines-ring-reason-up-to-date = Auf dem neuesten Stand
baselines-field-ring-name = Name des Rings
baselines-uses-none = Noch keine
baselines-since = Seit
baselines-assigned = Wo sie gilt
baselines-assign = Zuweisen
baselines-assign-change = Zuweisung ändern
baselines-assign-scope = Sagt, woran diese Mandanten vom nächsten Vergleich an gemessen werden. In den Mandanten ändert sich nichts.
baselines-assign-empty-title = Gilt noch nirgends
baselines-assign-empty-body = Weisen Sie sie Mandanten zu, oder einer Gruppe, damit auch Neue an ihr gemessen werden.
baselines-unassign = Zuweisung entfernen
baselines-column-where = Mandant oder Gruppe
baselines-group = Gruppe
baselines-tenant = Mandant
baselines-overridden =
    { $count ->
        [one] { $count } anders eingeordnet
       *[other] { $count } anders eingeordnet
    }
baselines-priority = Priorität
baselines-priority-number = Priorität { $number }
baselines-priority-meta = Wo Baselines sich widersprechen, gilt die kleinere Priorität
baselines-priority-help = 1 bis 999; die kleinere gilt.
baselines-versions-meta = Veröffentlichte Versionen ändern sich nicht
baselines-column-state = Zustand
baselines-column-changes = Änderungen
baselines-column-published = Veröffentlicht
baseline-version-draft = Entwurf
baseline-version-published = Veröffentlicht
baseline-version-discarded = Verworfen
baselines-ask-draft = Entwurf beginnen
baselines-ask-draft-scope = Die nächste Version beginnt mit dem, was die neueste sagt. Was veröffentlicht ist, bleibt, wie es ist.
baselines-ask-discard = Entwurf verwerfen
baselines-ask-discard-scope = Alles, was in diesem Entwurf geändert wurde, geht verloren. Was veröffentlicht ist, bleibt, wie es ist.
baselines-ask-unrule = Regel entfernen
baselines-ask-unrule-scope = { $name } wird wieder verglichen, sobald der Entwurf veröffentlicht ist.
baselines-ask-unvariable = Variable entfernen
baselines-ask-unvariable-scope = { $name } wird wieder in jedem Mandanten so erwartet, wie es im Teil steht.
baselines-ask-unassign = Zuweisung entfernen
baselines-ask-unassign-scope = { $name } wird nicht mehr an dieser Baseline gemessen, es sei denn, eine andere Zuweisung sagt es; Befunde dort werden als nicht mehr zutreffend geschlossen.
baselines-ask-advance = Ring weiterstellen
baselines-ask-advance-scope = Die Mandanten von { $name } werden vom nächsten Vergleich an an der neuen Version gemessen.
baselines-ask-unring = Ring entfernen
baselines-ask-unring-scope = { $name } wird entfernt. Niemand ist darin.

## Vergleich
compare-title = Vergleich
compare-purpose = Wie jeder Mandant zu einer Baseline steht.
compare-baseline = Baseline
compare-tenant = Mandant
compare-policy = Richtlinie
compare-finding = Befund
compare-open-baseline = Baseline öffnen
compare-open-finding = Befund öffnen
compare-open-result = Ergebnis öffnen
compare-fleet-start = Mandanten vergleichen
compare-start = Vergleichen
compare-tenant-title = Gegenüber seinen Baselines
compare-tenant-meta = Der jeweils neueste Vergleich
compare-none-title = Hier gilt keine Baseline
compare-none-body = Ohne Baseline kann niemand sagen, was sein soll. Weisen Sie diesem Mandanten oder einer seiner Gruppen eine zu.
compare-tenant-known = Beruht auf
compare-with-version = verglichen mit Version { NUMBER($number, useGrouping: "false") }
compare-progress = Verglichene Mandanten
compare-again = Neu vergleichen
compare-run = Lauf öffnen
compare-oldest = Älteste Lesung
compare-never = Noch nicht verglichen
compare-never-tenants = Mandanten noch nicht verglichen
compare-cell-none = Hier nicht erwartet
compare-legend = Ergebnisse
compare-matrix-label = Mandanten gegen { $name }
compare-matrix-tenants =
    { $count ->
        [one] { $count } Mandant
       *[other] { $count } Mandanten
    }
compare-matrix-hint = Fahren Sie über die Zellen, oder nehmen Sie die Pfeiltasten. Die Eingabetaste öffnet ein Ergebnis.
compare-row-says = { $deviating } weichen ab, { $unexpected } unerwartet, { $unknown } unbekannt
compare-outdated-short = ältere Version
compare-assign = Zuweisen
compare-nowhere-title = Nichts zu vergleichen
compare-nowhere-body = Die Baseline hat keine geltenden Teile, oder sie gilt noch in keinem Mandanten.
compare-empty-title = Keine Baseline gilt irgendwo
compare-empty-body = Veröffentlichen Sie eine Baseline, und weisen Sie sie Mandanten zu. Dann wird hier jeder Mandant an ihr gemessen.
compare-families-read = { $read } von { $total } Familien gelesen
compare-compared-at = Verglichen
compare-compared = Verglichen
compare-read = Gelesen
compare-read-note = Älteste Lesung, auf der es beruht
compare-attempted = Zuletzt versucht
compare-newer-title = Es gibt einen neueren Vergleich
compare-newer-body = Sie sehen einen früheren, so wie er war.
compare-newer-open = Neuesten öffnen
compare-outdated-title = Jetzt gilt eine andere Version
compare-outdated-body = Verglichen mit Version { NUMBER($compared, useGrouping: "false") }; es gilt Version { NUMBER($holds, useGrouping: "false") }. Vergleichen Sie neu.
compare-ended-title = Die Baseline gilt hier nicht mehr
compare-ended-body = Diese Ergebnisse sind die letzten.
compare-running-title = Wird gerade verglichen
compare-running-body = Die Ergebnisse unten sind die letzten; sie ändern sich von selbst.
compare-says-deviating =
    { $count ->
        [one] { $count } Ergebnis ist nicht, wie es sein soll.
       *[other] { $count } Ergebnisse sind nicht, wie sie sein sollen.
    }
compare-says-matching = Alles ist, wie es sein soll.
compare-says-as-far-as-known = Alles, was sich vergleichen ließ, ist, wie es sein soll.
compare-says-unknown =
    { $count ->
        [one] { $count } Ergebnis ist unbekannt.
       *[other] { $count } Ergebnisse sind unbekannt.
    }
compare-by-settings =
    { $count ->
        [one] { $count } nach Einstellungen
       *[other] { $count } nach Einstellungen
    }
compare-without-references =
    { $count ->
        [one] { $count } ohne Verweise
       *[other] { $count } ohne Verweise
    }
compare-unread =
    { $count ->
        [one] { $count } Familie ließ sich nicht lesen: was sie enthält, ist unbekannt, nicht fehlend
       *[other] { $count } Familien ließen sich nicht lesen: was sie enthalten, ist unbekannt, nicht fehlend
    }
compare-unread-results =
    { $count ->
        [one] { $count } Ergebnis beruht darauf.
       *[other] { $count } Ergebnisse beruhen darauf.
    }
compare-complete-at = Zuletzt vollständig
compare-complete-never = Nie vollständig gelesen
compare-results = Ergebnisse
compare-results-empty-title = Keine Ergebnisse
compare-results-empty-body = Die Baseline erwartet nichts von diesem Mandanten.
compare-result = Ergebnis
compare-search = Ergebnisse suchen
compare-column-policy = Teil oder Richtlinie
compare-column-found = Im Mandanten
compare-column-read = Gelesen
compare-differences =
    { $count ->
        [one] { $count } Unterschied
       *[other] { $count } Unterschiede
    }
compare-over-policies =
    { $count ->
        [one] Auf { $count } Richtlinie verteilt
       *[other] Auf { $count } Richtlinien verteilt
    }
compare-proposals = Vorschläge
compare-proposals-waiting =
    { $count ->
        [one] { $count } Vorschlag zu entscheiden
       *[other] { $count } Vorschläge zu entscheiden
    }
compare-proposals-title = Ist das dieselbe Richtlinie?
compare-proposals-body = Ihre Einstellungen ähneln dem Teil, aber niemand hat gesagt, dass es dieselbe ist. Sie wird verglichen, sobald jemand es bestätigt.
compare-score = { $share } % seiner Einstellungen
compare-column-deviating = Abweichend
compare-tab-results = Ergebnisse
compare-tabs = Teile dieser Seite
compare-proposals-none-title = Nichts zu entscheiden
compare-proposals-none-body = Richtlinien, die unter anderem Namen Teile sein könnten, warten hier auf ein Wort.
compare-column-proposed = Könnte sein
compare-confirm = Dieselbe
compare-reject = Eine andere
compare-undo = Zurücknehmen
compare-decided-by = { $name },
compare-match-proposed = Vorgeschlagen
compare-match-confirmed = Bestätigt
compare-match-rejected = Abgelehnt
compare-point = Richtlinie wählen
compare-point-scope = Sagt, welche Richtlinie des Mandanten für diesen Teil steht. Sie wird beim nächsten Vergleich verglichen.
compare-point-policy = Richtlinie des Mandanten
compare-point-action = Wählen
compare-stands-for = Steht für { $name }
toast-match-confirmed = Zuordnung bestätigt
toast-match-rejected = Zuordnung abgelehnt
compare-basis-identity = Dasselbe Objekt
compare-basis-settings = Dieselben Einstellungen
compare-basis-likeness = Ähnliche Einstellungen
compare-basis-person = Von einer Person gewählt
compare-basis-says-identity = Es ist genau das Objekt, aus dem der Teil übernommen wurde.
compare-basis-says-settings = An seinen Einstellungen erkannt, wie auch immer es heißt.
compare-basis-says-likeness = Gefunden, weil seine Einstellungen dem Teil ähneln.
compare-basis-says-person = Jemand hat gesagt, dass es für den Teil steht.
compare-fidelity = Verglichen
compare-fidelity-settings = An seinen Einstellungen erkannt, nicht an seiner Identität.
compare-fidelity-references = Verweise auf Objekte, die niemand zugeordnet hat, blieben außen vor.
compare-fidelity-short-full = Vollständig
compare-fidelity-short-settings = An seinen Einstellungen erkannt
compare-fidelity-short-references = Ohne nicht zugeordnete Verweise
compare-says-match = Es ist, wie es sein soll.
compare-says-covered = Alle Einstellungen sind da, in anders geschnittenen Richtlinien.
compare-says-different = Es ist da, aber nicht, wie es sein soll.
compare-says-missing = Es ist nicht da, und alles wurde gelesen.
compare-says-unexpected = Nichts in der Baseline erwartet es, und seine Familie ist vollständig benannt.
compare-says-conflict = Zwei Baselines wollen hier Verschiedenes.
compare-says-not-comparable = Niemand kann es jetzt sagen.
compare-known-until = Zuletzt vollständig bekannt
compare-properties = Was sich unterscheidet
compare-side-expected = Soll
compare-side-observed = Ist
compare-covering = Wo seine Einstellungen sind
compare-settings-count =
    { $count ->
        [one] { $count } Einstellung
       *[other] { $count } Einstellungen
    }
compare-settings-found = { $found } von { $total } Einstellungen gefunden
compare-settings-missing = Nicht gefunden
compare-demands = Wer anderes will
compare-demands-meta = Dieselbe Einstellung, mit derselben Priorität
compare-left-out =
    { $count ->
        [one] { $count } Eigenschaft wurde nicht verglichen
       *[other] { $count } Eigenschaften wurden nicht verglichen
    }
compare-point-reason = Warum
compare-left-out-name = Ein eigener Name
compare-left-out-overruled = Eine wichtigere Baseline will es anders
compare-left-out-rule = Durch Regel
compare-left-out-variable = Variable
compare-left-out-reference = Nicht zugeordnet
compare-reason-not-found = Nichts im Mandanten hat seine Einstellungen.
compare-reason-deleted = Es war da und wurde gelöscht.
compare-reason-match-unconfirmed = Etwas Ähnliches ist da, und noch hat niemand gesagt, dass es dasselbe ist.
compare-reason-nothing-to-match = Es hat keine eigenen Einstellungen, an denen es zu erkennen wäre.
compare-reason-rules-changed = Es wurde nach früheren Leseregeln übernommen.
compare-reason-assignments-unknown = Auf wen es wirkt, ließ sich nicht lesen.
compare-reason-equal-priority = Zwei Baselines gleicher Priorität wollen Verschiedenes.
compare-reason-overruled = Eine wichtigere Baseline will es anders.
compare-reason-split = Seine Einstellungen sind auf mehrere Richtlinien aufgeteilt.
compare-reason-merged = Seine Einstellungen sind Teil einer größeren Richtlinie.
compare-reason-moved = Seine Einstellungen stehen in einer Richtlinie anderer Art.
compare-reason-recreated = Es wurde gelöscht und neu angelegt.
compare-reason-spread = Seine Einstellungen sind über mehrere Richtlinien verteilt.
compare-reason-partial = Seine Familie wurde nur zum Teil gelesen.
compare-reason-throttled = Microsoft bat beim Lesen seiner Familie um eine Pause.
compare-reason-forbidden = Das Lesen seiner Familie ist nicht erlaubt.
compare-reason-unsupported = Seine Familie gibt es in diesem Mandanten nicht.
compare-reason-unlicensed = Dem Mandanten fehlt die Lizenz für seine Familie.
compare-reason-never = Seine Familie wurde nie gelesen.
result-match = Stimmt überein
result-covered = Abgedeckt
result-different = Weicht ab
result-missing = Fehlt
result-unexpected = Unerwartet
result-conflict = Widerspruch
result-not-comparable = Nicht vergleichbar

## Mandantengruppen
groups-purpose = Mandanten, die gleich behandelt werden. Einer Gruppe zugewiesene Baselines gelten in allen, auch in neuen.
groups-create = Gruppe anlegen
groups-change = Gruppe ändern
groups-delete = Gruppe löschen
groups-delete-scope = Löscht { $name }. Die Mandanten bleiben, wie sie sind.
groups-in-use = Eine Baseline verwendet sie
groups-empty-title = Noch keine Gruppen
groups-empty-body = Eine Gruppe fasst Mandanten zusammen, in denen dieselben Baselines gelten.
groups-column-group = Gruppe
groups-column-tenants = Mandanten
groups-column-baselines = Baselines
groups-column-since = Seit
groups-nobody = Kein Mandant darin
groups-actions = Aktionen für { $name }
groups-field-name = Name
groups-field-members = Mandanten
groups-edit-scope = Der Gruppe zugewiesene Baselines gelten vom nächsten Vergleich an in genau diesen Mandanten.
toast-group-saved = { $name } gespeichert
toast-group-deleted = { $name } gelöscht

## Arbeit an Befunden: Vorgänge, Suche, Ansichten unter Namen
operation-finding-change-many = Viele Befunde ändern
operation-finding-export = Befunde exportieren
run-means-finding-change-many = Jeder Befund wurde für sich angesehen. Was ausgelassen wurde, steht mit seinem Grund in der Liste.
run-means-finding-export = Die Datei führt die Befunde auf, die Reiter und Filter übrig ließen, einen je Zeile.
run-fact-findings-changed = Geänderte Befunde
run-fact-left-out = Ausgelassen
run-fact-left-out-state = Ausgelassen: von diesem Stand aus nicht möglich
run-fact-left-out-done = Ausgelassen: nichts zu tun
run-fact-left-out-version = Ausgelassen: inzwischen geändert
run-fact-left-out-capability = Ausgelassen: nicht Teil der Rolle
run-fact-left-out-person = Ausgelassen: die genannte Person kann daran nicht arbeiten
run-fact-left-out-taken = Ausgelassen: jemand anderes hat ihn
run-fact-left-out-guard = Ausgelassen: etwas anderes steht dagegen
run-fact-findings = Befunde
run-fact-items = Ergebnisse
run-fact-examples = Ausgelassen und aufgeführt
subject-findings = Befunde
subject-finding = Befund
subject-view = Ansicht
reason-finding-state = Von dem Stand aus, in dem der Befund ist, geht das nicht.
reason-finding-done = Es war nichts zu tun.
reason-finding-version = Jemand hat inzwischen über den Befund entschieden.
reason-finding-capability = Ihre Rolle umfasst das nicht.
reason-finding-person = Die genannte Person kann an Befunden dieses Mandanten nicht arbeiten.
reason-finding-taken = Jemand anderes arbeitet daran.
reason-finding-guard = Etwas anderes steht dagegen: Sehen Sie sich den Befund an.
error-view-too-many = Es gibt zu viele Ansichten dieser Seite. Löschen Sie zuerst eine.
error-selection-too-large = Das sind zu viele, um sie einzeln auszuwählen. Wählen Sie stattdessen alles, was passt.
palette-group-findings = Befunde
action-view-saved = Ansicht gespeichert
action-view-deleted = Ansicht gelöscht

## Findings: what became of them, in the log and as answers
action-finding-accepted = Risiko des Befunds akzeptiert
action-finding-approaching = Frist des Befunds läuft bald ab
action-finding-assigned = Befund zugewiesen
action-finding-breached = Frist des Befunds überschritten
action-finding-changed-many = Viele Befunde geändert
action-finding-commented = Befund kommentiert
action-finding-dismissed = Befund trifft nicht mehr zu
action-finding-exported = Befunde exportiert
action-finding-merged = Befund als Duplikat geschlossen
action-finding-observed = Befund zeigt einen anderen Wert
action-finding-opened = Befund eröffnet
action-finding-owned = Verantwortung für Befund geändert
action-finding-refused = Änderung des Befunds abgelehnt
action-finding-rejected = Befund als Fehlalarm geschlossen
action-finding-reopened = Befund wieder geöffnet
action-finding-reranked = Schweregrad des Befunds geändert
action-finding-resolved = Befund als behoben gemeldet
action-finding-retired = Befund mit seiner Quelle geschlossen
action-finding-started = Arbeit am Befund begonnen
action-finding-stopped = Arbeit am Befund unterbrochen
action-finding-triaged = Befund gesichtet
action-finding-verified = Behebung des Befunds bestätigt
error-finding-move = Aus dem jetzigen Stand des Befunds ist das nicht möglich. Laden Sie die Seite neu, um zu sehen, was geschehen ist.
error-finding-stale = Der Befund hat sich geändert, nachdem Sie ihn geöffnet haben. Lesen Sie, was geschehen ist, und entscheiden Sie dann neu.
error-finding-no-exception = Für genau diesen Wert gibt es keine genehmigte, gültige Ausnahme.
error-finding-accepted = Die Ausnahme für das Risiko dieses Befunds gilt noch.
error-finding-no-reading = Keine vollständige Auslesung ist neuer als die letzte Entscheidung, also ist nichts bewiesen.
error-finding-other = Nennen Sie einen anderen Befund desselben Mandanten, der selbst kein Duplikat ist, zum Beispiel F-12.
error-finding-taken = Jemand anderes hat diesen Befund bereits übernommen.
error-finding-over = Dieser Befund ist geschlossen oder akzeptiert, also arbeitet niemand daran.
error-finding-no-access = Diese Person hat keinen Zugriff auf Befunde dieses Mandanten. Wählen Sie jemand anderen oder ändern Sie die Mitgliedschaft.

## Was Mandanten eintragen
values-title = Werte für Baselines
values-purpose = Was dieser Mandant einträgt, wo seine Baselines es offenlassen.
values-own = Variablen
values-own-meta = Sonst gilt der Vorgabewert
values-column-value = Wert hier
values-column-changed = Geändert
values-places =
    { $count ->
        [one] füllt { $count } Stelle
       *[other] füllt { $count } Stellen
    }
values-default = Vorgabewert
values-set = Eintragen
values-set-title = Eintragen
values-clear = Vorgabewert verwenden
values-save = Speichern
values-scope = Sagt, was vom nächsten Vergleich an in diesem Mandanten erwartet wird. Im Mandanten ändert sich nichts.
values-help-list = Ein Eintrag je Zeile.
values-none-title = Nichts einzutragen
values-none-body = Keine Baseline, die hier gilt, hat eine Variable.
values-references = Objekte anderer Mandanten
values-references-body = Teile nennen Gruppen, Filter und andere Objekte des Mandanten, aus dem sie stammen. Sagen Sie, welches Objekt dieses Mandanten für jedes steht; was niemand sagt, bleibt beim Vergleich außen vor.
values-references-none-title = Keine Objekte zuzuordnen
values-references-none-body = Kein Teil, der hier gilt, nennt ein Objekt eines anderen Mandanten.
values-column-object = Objekt der Quelle
values-column-kind = Art
values-column-here = Steht hier dafür
values-column-parts = Genannt von
values-of-tenant = in { $name }
values-unmapped = Nicht zugeordnet, nicht verglichen
values-reference-scope = Sagt, welches Objekt dieses Mandanten vom nächsten Vergleich an gemeint ist. Im Mandanten ändert sich nichts.
values-no-objects-title = Kein solches Objekt ist hier bekannt
values-no-objects-body = Synchronisieren Sie den Mandanten, damit seine Objekte bekannt sind.
values-kind-app = App
values-kind-application = Anwendung
values-kind-authentication-strength = Authentifizierungsstärke
values-kind-compliance-script = Konformitätsskript
values-kind-directory-role = Verzeichnisrolle
values-kind-filter = Filter
values-kind-group = Gruppe
values-kind-named-location = Benannter Ort
values-kind-notification-template = Benachrichtigungsvorlage
values-kind-reusable-setting = Wiederverwendbare Einstellung
values-kind-role = Rolle
values-kind-scope-tag = Bereichsmarkierung
values-kind-terms-of-use = Nutzungsbedingungen
values-kind-user = Benutzer
toast-value-saved = Gespeichert
toast-value-cleared = Der Vorgabewert gilt wieder

## Ausnahmen: was gegen Antrag und Entscheidung spricht, und wie das Protokoll es nennt
operation-exception-expire = Abgelaufene Ausnahmen beenden
run-fact-expired = Beendete Ausnahmen
run-fact-lapsed = Verfallene Anträge
run-fact-reminded = Ausnahmen mit Erinnerung
subject-exception = Ausnahme
action-exception-approved = Ausnahme genehmigt
action-exception-ended = Ausnahme beendet
action-exception-expired = Ausnahme abgelaufen
action-exception-expiring = Ausnahme kurz vor ihrem Ende
action-exception-partly-approved = Ausnahme von der ersten von zwei Personen genehmigt
action-exception-refused = Änderung der Ausnahme abgelehnt
action-exception-rejected = Ausnahme abgelehnt
action-exception-requested = Ausnahme beantragt
action-exception-revoked = Ausnahme widerrufen
action-exception-superseded = Ausnahme durch einen anderen Antrag ersetzt
action-exception-withdrawn = Antrag auf Ausnahme zurückgezogen
error-exception-accepted = Für diesen Befund gilt bereits eine Ausnahme. Verlängern Sie stattdessen diese.
error-exception-approved = Dieser Antrag wurde bereits genehmigt.
error-exception-waiting = Dieser Antrag wartet noch auf seine Genehmigung.
error-exception-pending = Für diesen Befund wartet bereits ein Antrag. Ändern Sie diesen oder ziehen Sie ihn zuerst zurück.
error-exception-state = Dieser Befund ist nicht offen, also gibt es nichts zu akzeptieren.
error-exception-changed = Der Befund zeigt jetzt einen anderen Wert als den, um den es im Antrag geht. Stellen Sie einen neuen Antrag zum heutigen Wert.
error-exception-severity = Der Befund ist jetzt schwerer, als der Antrag sagt. Stellen Sie einen neuen Antrag.
error-exception-rules = Die Regeln des Arbeitsbereichs erlauben diese Ausnahme nicht.
error-exception-edited = Der Antrag wurde geändert, nachdem Sie ihn geöffnet haben, und den neuen hat niemand genehmigt. Lesen Sie ihn und entscheiden Sie dann.
error-exception-expired = Das beantragte Ende ist vorbei. Stellen Sie einen neuen Antrag mit einem späteren.
error-exception-owner = Wer für dieses Risiko einstehen soll, hat keinen Zugriff auf den Mandanten mehr. Ändern Sie den Antrag und nennen Sie jemand anderen.
error-exception-requester = Sie haben dies selbst beantragt. Darüber entscheidet jemand anderes.
error-exception-somebody-else = Nur wer den Antrag gestellt hat, kann ihn ändern oder zurückziehen.
error-exception-rejected = Dieser Antrag wurde bereits abgelehnt.
error-exception-withdrawn = Dieser Antrag wurde zurückgezogen.
error-exception-extended = Eine Verlängerung ist an die Stelle dieser Ausnahme getreten.
error-exception-revoked = Diese Ausnahme wurde bereits widerrufen.
error-exception-disappeared = Die Abweichung ist verschwunden, also muss nichts mehr akzeptiert werden.
error-exception-retired = Diesen Befund betrachtet nichts mehr, also ist die Ausnahme beendet.
error-field-exception-longest = Das ist länger, als die Regeln des Arbeitsbereichs für diesen Schweregrad erlauben.
error-field-exception-later = Eine Verlängerung endet später als das, was sie verlängert.
error-field-exception-review = Die Überprüfung liegt nach dem Ende.

## Befunde: die Liste, und was ihre anderen Seiten gemeinsam haben
nav-group-work = Arbeit
nav-findings = Befunde
nav-exceptions = Ausnahmen
nav-rules = Regeln
findings-tabs = Sichten der Liste
findings-tab-decide = Zu entscheiden
findings-tab-mine = Meine Arbeit
findings-tab-queue = Warteschlange
findings-tab-due = Bald fällig
findings-tab-verify = Nachweis offen
findings-tab-open = Offen
findings-tab-accepted = Akzeptiert
findings-tab-closed = Geschlossen
findings-tab-hygiene = Pflege
findings-open-in =
    { $count ->
        [one] { $count } offen in { $open } von { $tenants } Mandanten
       *[other] { $count } offen in { $open } von { $tenants } Mandanten
    }
findings-read-once = Gelesen
findings-read-between = Gelesen zwischen
findings-read-and = und
findings-unread =
    { $count ->
        [one] { $count } Mandant nicht vollständig gelesen
       *[other] { $count } Mandanten nicht vollständig gelesen
    }
findings-never =
    { $count ->
        [one] { $count } Mandant nie gelesen
       *[other] { $count } Mandanten nie gelesen
    }
findings-search = Nummer oder Wörter
findings-export = CSV exportieren
findings-severity = Schweregrad
findings-family = Familie
findings-tier = Stufe
findings-owner = Verantwortlich
findings-me = Ich
findings-nobody = Niemand
findings-person-gone = kein Zugriff mehr
findings-column-finding = Befund
findings-column-tenant = Mandant
findings-column-kind = Ergebnis
findings-column-status = Status
findings-column-assignee = Bearbeitung
findings-column-due = Fällig
findings-column-read = Zuletzt gelesen
findings-column-since = Seit
findings-overdue = Überfällig
findings-was-late = War verspätet
findings-clock-paused = Angehalten
findings-clock-met = Rechtzeitig
findings-clock-none = Kein Termin
findings-unknown = Derzeit unbekannt
findings-views = Gespeicherte Sichten
findings-views-none = Noch keine Sicht gespeichert
findings-view-save = Diese Sicht speichern
findings-view-name = Name der Sicht
findings-view-share = Mit allen in diesem Arbeitsbereich teilen
findings-view-scope = Reiter, Filter und Reihenfolge dieser Liste werden behalten. Befunde ändern sich nicht.
error-view-share = Ihre Rolle kann keine Sichten teilen.
findings-view-saved = Sicht „{ $name }“ gespeichert
findings-view-forget = Sicht „{ $name }“ löschen
findings-view-forget-amount = Nur die gespeicherten Filter verschwinden. Kein Befund ändert sich.
findings-view-forget-do = Sicht löschen
findings-view-forgotten = Sicht „{ $name }“ gelöscht
findings-empty-next = Baselines öffnen
findings-empty-title-open = Keine offenen Befunde
findings-empty-body-open = Weicht ein Mandant von seiner Baseline ab oder funktioniert seine Verbindung nicht mehr, erscheint hier ein Befund. Vergleichen Sie eine Baseline, um nachzusehen.
findings-empty-title-decide = Nichts ist zu entscheiden
findings-empty-body-decide = Neue Befunde, wiedergekehrte und solche ohne nächsten Schritt erscheinen hier.
findings-empty-title-mine = Sie haben hier keine Arbeit
findings-empty-body-mine = Befunde, die Ihnen zugewiesen sind oder für die Sie verantwortlich sind, erscheinen hier. Nehmen Sie einen aus der Warteschlange des Teams.
findings-empty-title-queue = Die Warteschlange des Teams ist leer
findings-empty-body-queue = Offene Befunde, an denen niemand arbeitet, erscheinen hier. Wer Zeit hat, übernimmt einen.
findings-empty-title-due = In den nächsten 24 Stunden ist nichts fällig
findings-empty-body-due = Was überfällig oder innerhalb eines Tages fällig ist, erscheint hier.
findings-empty-title-verify = Kein Nachweis steht aus
findings-empty-body-verify = Was jemand als behoben meldet, bleibt hier, bis ein vollständiges Lesen es nachweist.
findings-empty-title-accepted = Kein Risiko ist akzeptiert
findings-empty-body-accepted = Befunde, deren Risiko jemand auf Zeit akzeptiert hat, erscheinen hier. Sie werden weiter beobachtet.
findings-empty-title-closed = Noch wurde nichts geschlossen
findings-empty-body-closed = Nachgewiesen Behobenes und was sich als unerheblich erwies, erscheint hier.
findings-tidy-title = Nichts bleibt liegen
findings-tidy-body = Kein Befund hat dieses Problem.
findings-problem-assignee-gone = Bearbeitung fort
findings-problem-stale = Ohne Bewegung
findings-problem-ownerless = Niemand verantwortlich
findings-problem-unverified = Nicht nachgewiesen
findings-problem-help-assignee-gone = Wer hier arbeiten sollte, hat den Arbeitsbereich verlassen oder erreicht den Mandanten nicht mehr. Weisen Sie die Befunde jemand anderem zu oder geben Sie sie in die Warteschlange des Teams zurück.
findings-problem-help-stale = Jemand hat damit begonnen, und seither ist nichts geschehen. Weisen Sie sie jemand anderem zu oder halten Sie die Arbeit an.
findings-problem-help-ownerless = Niemand ist dafür verantwortlich. Benennen Sie jemanden.
findings-problem-help-unverified = Jemand hat sie als behoben gemeldet, und lange hat kein vollständiges Lesen es nachgewiesen. Lesen Sie den Mandanten oder öffnen Sie sie wieder.
findings-for-days =
    { $count ->
        [0] heute
        [one] { $count } Tag
       *[other] { $count } Tage
    }
findings-many-assign = Befunde zuweisen
findings-many-own = Verantwortliche benennen
findings-many-claim = Befunde übernehmen
findings-many-release = Befunde zurückgeben
findings-many-triage = Befunde sichten
findings-many-start = Arbeit beginnen
findings-many-stop = Arbeit anhalten
findings-many-resolve = Befunde als behoben melden
findings-many-reject = Als Fehlalarm schließen
findings-many-dismiss = Als nicht mehr zutreffend schließen
findings-many-reopen = Befunde wieder öffnen
findings-act-assign = Zuweisen
findings-act-own = Verantwortung setzen
findings-act-claim = Übernehmen
findings-act-release = Zurückgeben
findings-act-triage = Sichten
findings-act-start = Arbeit beginnen
findings-act-stop = Arbeit anhalten
findings-act-resolve = Als behoben melden
findings-act-reject = Fehlalarm
findings-act-dismiss = Nicht mehr zutreffend
findings-act-reopen = Wieder öffnen
findings-many-amount =
    { $count ->
        [one] { $possible } von { $count } Befund ändert sich.
       *[other] { $possible } von { $count } Befunden ändern sich, in { $tenants ->
            [one] { $tenants } Mandanten
           *[other] { $tenants } Mandanten
        }.
    }
findings-many-chosen =
    { $count ->
        [one] { $count } Befund ist gewählt.
       *[other] { $count } Befunde sind gewählt.
    }
findings-many-each = Für jeden von ihnen:
findings-many-more = Das sind die ersten, die angesehen wurden. Jeder wird beurteilt, wenn er an der Reihe ist.
findings-many-run = So viele ändert ein Vorgang, der Ihnen am Ende Bescheid gibt.
findings-many-would-skip = Bleiben, wie sie sind
findings-many-reason-help = Er steht im Verlauf jedes Befunds.
findings-many-done = Erledigt
findings-many-changed =
    { $count ->
        [0] Kein Befund geändert
        [one] { $count } Befund geändert
       *[other] { $count } Befunde geändert
    }
findings-many-skipped =
    { $count ->
        [one] { $count } blieb, wie er war.
       *[other] { $count } blieben, wie sie waren.
    }
findings-many-why = Warum sie blieben
findings-many-examples = Geblieben, wie sie waren
findings-many-started = Ein Vorgang führt es weiter
findings-many-started-body = Sie können diese Seite verlassen. Eine Nachricht sagt, wie es endete und was ausgelassen wurde.
findings-many-open-run = Vorgang öffnen
findings-left-out-capability = Ihre Rolle erlaubt es nicht
findings-left-out-state = Ihr Status erlaubt es nicht
findings-left-out-version = Jemand hat sie geändert, nachdem Sie sie gesehen haben
findings-left-out-reach = Nicht mehr in Ihrer Reichweite
findings-left-out-guard = Etwas anderes steht dagegen
findings-left-out-done = Nichts zu tun: Es ist schon so
findings-left-out-person = Diese Person kann an dem Mandanten nicht arbeiten
findings-left-out-taken = Jemand anderes hat sie
findings-left-out-short-capability = Rolle
findings-left-out-short-state = Status
findings-left-out-short-version = Inzwischen geändert
findings-left-out-short-reach = Nicht erreichbar
findings-left-out-short-guard = Steht etwas dagegen
findings-left-out-short-done = Schon so
findings-left-out-short-person = Kein Zugriff
findings-left-out-short-taken = Vergeben
finding-number = F-{ NUMBER($number, useGrouping: "false") }
finding-kind-different = Abweichend
finding-kind-missing = Fehlt
finding-kind-unexpected = Unerwartet
finding-kind-conflict = Widerspruch
finding-kind-covered = Abgedeckt
finding-kind-consent-lost = Zustimmung verloren
finding-kind-connection-failing = Verbindung gestört
finding-kind-credential-expiring = Zugang läuft ab
finding-kind-sync-failing = Lesen gestört
finding-title-different = Abweichung von der Baseline
finding-title-missing = Fehlende Richtlinie
finding-title-unexpected = Unerwartete Richtlinie
finding-title-conflict = Baselines widersprechen sich
finding-title-covered = Durch andere Richtlinien abgedeckt
finding-title-consent-lost = Die Zustimmung zum Lesen des Mandanten ist verloren
finding-title-connection-failing = Die Verbindung funktioniert nicht
finding-title-credential-expiring = Ein Zugang läuft bald ab
finding-title-sync-failing = Das Inventar wird nicht mehr gelesen
finding-status-new = Neu
finding-status-triaged = Gesichtet
finding-status-in-progress = In Arbeit
finding-status-reopened = Wieder offen
finding-status-resolved = Nachweis steht aus
finding-status-risk-accepted = Risiko akzeptiert
finding-status-closed = Geschlossen
finding-status-verified = Nachgewiesen behoben
finding-status-false-positive = Fehlalarm
finding-status-duplicate = Doppelt
finding-status-no-longer-applicable = Nicht mehr zutreffend
finding-amount-triage = Sie haben ihn angesehen, und er bleibt offen. Der Mandant ändert sich nicht.
finding-amount-start = Andere sehen, dass daran gearbeitet wird. Der Mandant ändert sich nicht.
finding-amount-stop = Er gilt wieder als gesichtet. Der Mandant ändert sich nicht.
finding-amount-resolve = Er gilt als behoben, sobald ein vollständiges Lesen es nachweist. Der Mandant ändert sich nicht. Ist die Abweichung noch da, öffnet er sich wieder.
finding-amount-reject = Er wird geschlossen und bleibt es, solange der Wert der heutige ist. Ein anderer Wert öffnet ihn wieder.
finding-amount-merge = Er wird geschlossen und verweist auf den anderen Befund, an dem weitergearbeitet wird.
finding-amount-dismiss = Er wird geschlossen und bleibt es, solange der Wert der heutige ist. Ein anderer Wert öffnet ihn wieder.
finding-amount-reopen = Er ist wieder offene Arbeit, mit seiner Geschichte. Seine Zeit läuft wieder.
finding-amount-claim = Er wird Ihre Arbeit. Sie können ihn zurückgeben.
finding-amount-assign = Diese Person soll daran arbeiten und wird benachrichtigt.
finding-amount-own = Diese Person ist dafür verantwortlich. Wer daran arbeitet, bleibt.
finding-amount-release = Dann arbeitet niemand daran; er kommt in die Warteschlange des Teams.
finding-field-reason = Begründung
finding-field-reason-resolve = Was wo getan wurde, so dass die Nächsten es verstehen.
finding-field-reason-reject = Warum das kein Problem ist.
finding-field-reason-merge = Warum beide dasselbe sind.
finding-field-reason-dismiss = Warum es nicht mehr zutrifft.
finding-field-reason-reopen = Warum man noch einmal hinsehen muss.
finding-field-whom = Person
finding-field-whom-assign = Wer daran arbeitet
finding-field-whom-own = Wer dafür verantwortlich ist
finding-field-other = Der Befund, den dieser wiederholt
finding-field-other-help = Seine Nummer, wie sie in der Liste steht.
finding-field-other-sample = F-12
finding-moved-triage = hat ihn gesichtet
finding-moved-start = hat die Arbeit begonnen
finding-moved-stop = hat die Arbeit angehalten
finding-moved-resolve = hat ihn als behoben gemeldet
finding-moved-reject = hat ihn als Fehlalarm geschlossen
finding-moved-merge = hat ihn als doppelt geschlossen
finding-moved-dismiss = hat ihn als nicht mehr zutreffend geschlossen
finding-moved-reopen = hat ihn wieder geöffnet
finding-moved-accept = hat das Risiko akzeptiert
finding-moved-revoke = hat die Ausnahme widerrufen; er ist wieder offen
finding-moved-expire = Wieder offen: Die Ausnahme ist abgelaufen
finding-moved-exceed = Wieder offen: Der Wert ist nicht mehr der akzeptierte
finding-moved-disappear = Geschlossen: Was akzeptiert war, ist weg
finding-moved-verify = Durch ein vollständiges Lesen nachgewiesen behoben
finding-moved-refute = Wieder offen: Die Abweichung ist noch da
finding-moved-recur = Wieder offen: Die Abweichung ist zurück
finding-moved-retire = Geschlossen: Nichts sieht mehr danach
finding-moved-assigned = hat geändert, wer daran arbeitet
finding-moved-owned = hat die Verantwortung geändert
finding-moved-observed = ein neueres Lesen zeigt etwas anderes
finding-moved-reranked = der Schweregrad hat sich geändert
finding-moved-opened = hat ihn gefunden

## Befunde: die Seite eines Befunds
finding-page = Befund
finding-open-request = Antrag öffnen
finding-actions = Weitere Aktionen
finding-raw = Rohdaten
finding-related = Sehen Sie sich auch diese an
finding-relation = Beziehung
finding-relation-same-policy = Dieselbe Richtlinie
finding-relation-same-part = Derselbe Teil in einem anderen Mandanten
finding-relation-duplicate = Wiederholt diesen
finding-relation-original = Das Original
finding-lede-different =
    { $count ->
        [0] { $name } in { $tenant } weicht von { $source } ab. Gesehen am { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
        [one] Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } weicht { $name } in { $tenant } in einer Eigenschaft von { $source } ab.
       *[other] Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } weicht { $name } in { $tenant } in { $count } Eigenschaften von { $source } ab.
    }
finding-lede-missing = { $source } verlangt { $name }, und seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } hat { $tenant } keine Richtlinie, die das leistet.
finding-lede-unexpected = Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } hat { $tenant } { $name }, was kein Teil von { $source } verlangt.
finding-lede-conflict = Baselines von { $tenant } verlangen verschiedene Werte in { $name }. Gesehen seit { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
finding-lede-covered = Was { $source } in { $name } verlangt, setzen andere Richtlinien von { $tenant }. Gesehen seit { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
finding-lede-consent-lost = Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } lässt { $tenant } TenantPilot nicht mehr lesen: Die Zustimmung für { $name } ist weg.
finding-lede-connection-failing = Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } funktioniert die Verbindung { $name } zu { $tenant } nicht.
finding-lede-credential-expiring = Ein Zugang von { $name } läuft bald ab. Danach kann { $tenant } nicht gelesen werden.
finding-lede-sync-failing = Seit { DATETIME($at, dateStyle: "long", timeStyle: "short") } konnte das Inventar von { $tenant } nicht gelesen werden. Was davon zu sehen ist, ist alt.
finding-lede-again =
    { $count ->
        [one] Er wurde einmal gesehen.
       *[other] Er zeigt sich zum { NUMBER($count) }. Mal.
    }
finding-unknown-title = Niemand weiß, wie es jetzt ist
finding-unknown-why = Spätere Lesungen konnten es nicht sagen.
finding-unknown-body = Was hier steht, kann sich seither geändert haben. Unentschieden seit
finding-diff = Was abweicht
finding-diff-modes = Wie Abweichungen gezeigt werden
finding-diff-side = Nebeneinander
finding-diff-inline = Untereinander
finding-diff-count =
    { $count ->
        [one] { $count } von { $all } Eigenschaften weicht ab
       *[other] { $count } von { $all } Eigenschaften weichen ab
    }
finding-diff-assignments-only = Nur Zuweisungen weichen ab
finding-diff-unchanged =
    { $count ->
        [one] { $count } Eigenschaft ist, wie sie sein soll
       *[other] { $count } Eigenschaften sind, wie sie sein sollen
    }
finding-diff-left-out =
    { $count ->
        [one] { $count } weitere Abweichung ist nicht aufgeführt
       *[other] { $count } weitere Abweichungen sind nicht aufgeführt
    }
finding-diff-assignments = Zuweisungen
finding-diff-gone-title = Diese Inhalte werden nicht mehr aufbewahrt
finding-diff-gone-body = Der Befund gilt weiter, aber was damals verglichen wurde, lässt sich nicht mehr zeigen.
finding-should-be = Soll
finding-is = Ist
finding-read = gelesen
finding-nothing-expected = Nicht verlangt
finding-not-configured = Nicht konfiguriert
finding-not-assigned = Nicht zugewiesen
finding-empty-value = Leer
finding-secret-changed = Geheimnis, geändert
finding-lines-left-out =
    { $count ->
        [one] { $count } weitere Zeile ist nicht gezeigt
       *[other] { $count } weitere Zeilen sind nicht gezeigt
    }
finding-assignment-added = Hinzugekommen
finding-assignment-removed = Entfernt
finding-assignment-changed = Geändert
finding-all-devices = Alle Geräte
finding-all-users = Alle Benutzer
finding-excluded = Außer
finding-filter-include = nur
finding-filter-exclude = ohne
finding-whole = Die ganze Richtlinie
finding-whole-missing = Es gibt keine solche Richtlinie
finding-whole-unexpected = Es gibt diese Richtlinie
finding-whole-other = Eine Seite fehlt
finding-whole-expected =
    { $count ->
        [0] Eine Richtlinie
        [one] Eine Richtlinie mit { $count } Eigenschaft
       *[other] Eine Richtlinie mit { $count } Eigenschaften
    }
finding-whole-observed =
    { $count ->
        [0] Eine Richtlinie
        [one] Eine Richtlinie mit { $count } Eigenschaft
       *[other] Eine Richtlinie mit { $count } Eigenschaften
    }
finding-why = Warum es zählt
finding-why-different = Die Baseline sagt, was für diesen Mandanten vereinbart ist. Solange die Richtlinie etwas anderes sagt, kann sich niemand darauf verlassen, und die Abweichung zählt im Drift des Mandanten.
finding-why-missing = Was die Baseline verlangt, wird gar nicht durchgesetzt: Geräte und Personen, für die es gedacht ist, sind insoweit ungeschützt.
finding-why-unexpected = Eine Richtlinie, die niemand vereinbart hat, kann andere schwächen oder die Falschen treffen. Behalten Sie sie, indem Sie sie in die Baseline aufnehmen, oder entfernen Sie sie.
finding-why-conflict = Zwei Baselines, die in diesem Mandanten gelten, verlangen verschiedene Werte. Was der Mandant auch sagt, eine ist nicht erfüllt. Entscheiden Sie, welche vorgeht.
finding-why-covered = Die Einstellungen sind da, verteilt auf andere Richtlinien. Ungeschützt ist nichts, aber der Mandant ist schwerer zu verstehen als vereinbart.
finding-why-consent-lost = Von diesem Mandanten kann nichts gelesen werden. Was TenantPilot von ihm zeigt, veraltet, und Änderungen bleiben ungesehen.
finding-why-connection-failing = Von diesem Mandanten kann nichts gelesen werden. Was TenantPilot von ihm zeigt, veraltet, und Änderungen bleiben ungesehen.
finding-why-credential-expiring = Läuft er ab, kann von diesem Mandanten nichts gelesen werden, bis jemand ihn erneuert.
finding-why-sync-failing = Abweichungen seither werden nicht gefunden. Nichts gilt inzwischen als nachgewiesen.
finding-changed-by = Geändert von { $name } am { DATETIME($at, dateStyle: "long", timeStyle: "short") }, sagt das Protokoll des Mandanten.
finding-next = Was danach geschieht
finding-if-accept = Wenn Sie das Risiko akzeptieren
finding-if-resolve = Wenn Sie es im Mandanten beheben
finding-if-dismiss = Wenn Sie ihn schließen
finding-then-pinned =
    { $number ->
        [one] Der heutige Wert wird festgehalten
       *[other] Die heutigen { $number } abweichenden Werte werden festgehalten
    }
finding-then-ends = Es endet von selbst, spätestens am { DATETIME($at, dateStyle: "long") }
finding-then-approval = Jemand anderes genehmigt; den eigenen Antrag können Sie nicht genehmigen
finding-then-second-approval = Eine zweite, dritte Person genehmigt auch: Der Schweregrad verlangt es
finding-then-reminder =
    { $number ->
        [one] Eine Erinnerung kommt einen Tag vor dem Ende
       *[other] Erinnerungen beginnen { $number } Tage vor dem Ende
    }
finding-then-reopens = Eine Abweichung, die noch da ist, oder ein anderer Wert öffnet ihn wieder
finding-then-verified = Geschlossen wird erst, wenn ein vollständiges Lesen es nachweist
finding-then-closed = Er wird geschlossen, mit Ihrer Begründung im Protokoll
finding-then-watched = Jedes Lesen sieht weiter danach
finding-then-clock =
    { $name ->
        [continue] Endet es, läuft die Zeit weiter, wo sie stand
       *[other] Endet es, beginnt die Zeit von vorn
    }
finding-exception = Ausnahme
finding-exception-waits = Wartet auf Genehmigung
finding-exception-in-force = In Kraft
finding-exception-over = Keine in Kraft; das war die letzte
finding-move-triage = Sichten
finding-move-start = Arbeit beginnen
finding-move-stop = Arbeit anhalten
finding-move-resolve = Als behoben melden
finding-move-reject = Als Fehlalarm schließen
finding-move-merge = Als doppelt schließen
finding-move-dismiss = Als nicht mehr zutreffend schließen
finding-move-reopen = Wieder öffnen
finding-move-request = Ausnahme beantragen
finding-move-claim = Übernehmen
finding-move-assign = Zuweisen
finding-move-own = Verantwortung setzen
finding-move-release = Zurückgeben
finding-move-anyway = Trotzdem tun
finding-stale-title = Jemand war schneller
finding-stale-body = Die Seite dahinter zeigt, wie es jetzt ist. Was Sie geschrieben haben, steht noch hier.
finding-done-triage = Befund gesichtet
finding-done-start = Arbeit begonnen
finding-done-stop = Arbeit angehalten
finding-done-resolve = Als behoben gemeldet; das nächste vollständige Lesen weist es nach
finding-done-reject = Als Fehlalarm geschlossen
finding-done-merge = Als doppelt geschlossen
finding-done-dismiss = Als nicht mehr zutreffend geschlossen
finding-done-reopen = Befund wieder geöffnet
finding-done-claim = Er ist jetzt Ihre Arbeit
finding-done-assign = Bearbeitung geändert
finding-done-own = Verantwortung geändert
finding-done-release = In die Warteschlange des Teams zurückgegeben
finding-done-comment = Kommentar hinzugefügt
finding-due = Fällig
finding-assignee = Bearbeitung
finding-owner = Verantwortlich
finding-tenant = Mandant
finding-policy = Richtlinie
finding-baseline = Baseline
finding-connection = Verbindung
finding-clock-paused = Angehalten, bis es nachgewiesen ist oder sich wieder öffnet
finding-clock-none = Die Regeln setzen keinen Termin
finding-last-read = Gelesen
finding-changed = Geändert von
finding-author-unknown = Das Protokoll des Mandanten nennt niemanden
finding-seen = Gesehen
finding-seen-times =
    { $count ->
        [one] Einmal
       *[other] { $count } Mal
    }
finding-first-seen = Zuerst am
finding-resolved-by = Behoben gemeldet
finding-log = Protokoll
finding-log-open = Einträge dazu
finding-timeline = Verlauf
finding-timeline-older = Frühere Einträge zeigen
finding-comment = Kommentar
finding-comment-add = Kommentar hinzufügen
finding-mention = Jemanden erwähnen
finding-mention-whom = Wer benachrichtigt wird
finding-you = Sie
finding-commented = schrieb
finding-told = Benachrichtigt: { $names }
finding-run = Der Vorgang, der es tat
finding-did-finding-opened = Zum ersten Mal gefunden
finding-did-finding-observed = Ein neueres Lesen zeigt etwas anderes
finding-did-finding-reranked = Schweregrad geändert
finding-did-finding-assigned = hat geändert, wer daran arbeitet
finding-did-finding-owned = hat die Verantwortung geändert
finding-did-finding-approaching = Der größte Teil der Zeit ist verbraucht
finding-did-finding-breached = Der Termin ist verstrichen
finding-did-finding-reopened = Wieder offen
finding-did-finding-verified = Durch ein vollständiges Lesen nachgewiesen behoben
finding-did-finding-accepted = Die Ausnahme wurde verlängert
finding-fact-severity = Schweregrad
finding-fact-kind = Ergebnis
finding-fact-differences = Abweichende Eigenschaften
finding-fact-occurrences = Wie oft gesehen
finding-fact-subject-name = Name
finding-fact-assignee = Bearbeitung
finding-fact-owner = Verantwortlich
finding-fact-exception = Ausnahme
finding-fact-duplicate-of = Wiederholt
finding-fact-reason-code = Grund
finding-fact-source = Gefunden durch
finding-fact-due-at = Fällig

## Ausnahmen: akzeptierte Risiken
exceptions-purpose = Risiken, die jemand auf Zeit akzeptiert hat, und Anträge dazu.
exceptions-tabs = Sichten der Liste
exceptions-tab-waiting = Warten auf Genehmigung
exceptions-tab-force = In Kraft
exceptions-tab-ending = Enden bald
exceptions-tab-ended = Beendet
exceptions-number = EX-{ NUMBER($number, useGrouping: "false") }
exceptions-column-what = Akzeptiertes Risiko
exceptions-column-approval = Genehmigung
exceptions-requester = Beantragt von
exceptions-approver = Akzeptiert von
exceptions-second-approver = Und von
exceptions-until = Bis
exceptions-ended = Beendet
exceptions-justification = Begründung
exceptions-measures = Maßnahmen bis dahin
exceptions-evidence = Belege
exceptions-approvals = { $count } von { $all } Genehmigungen
exceptions-days-left =
    { $count ->
        [0] weniger als ein Tag übrig
        [one] { $count } Tag übrig
       *[other] { $count } Tage übrig
    }
exceptions-waiting-for-me =
    { $count ->
        [one] { $count } Antrag wartet auf Sie
       *[other] { $count } Anträge warten auf Sie
    }
exceptions-waiting-body = Sie können sie genehmigen oder ablehnen. Bis dahin bleiben die Befunde offen.
exceptions-empty-waiting-title = Kein Antrag wartet
exceptions-empty-waiting-body = Wer einen Befund noch nicht beheben kann, beantragt auf dessen Seite eine Ausnahme. Jemand anderes entscheidet hier.
exceptions-empty-force-title = Kein Risiko ist akzeptiert
exceptions-empty-force-body = Genehmigte Anträge erscheinen hier, bis sie enden. Der akzeptierte Wert wird weiter beobachtet.
exceptions-empty-ending-title = Nichts endet bald
exceptions-empty-ending-body = Ausnahmen erscheinen hier, sobald ihre erste Erinnerung ansteht.
exceptions-empty-ended-title = Noch ist nichts beendet
exceptions-empty-ended-body = Abgelehnte, zurückgezogene, abgelaufene und widerrufene erscheinen hier, mit wem und warum.
exceptions-end-rejected = Abgelehnt
exceptions-end-withdrawn = Zurückgezogen
exceptions-end-edited = Durch einen geänderten Antrag ersetzt
exceptions-end-extended = Verlängert
exceptions-end-expired = Abgelaufen
exceptions-end-revoked = Widerrufen
exceptions-end-changed = Der Wert hat sich geändert
exceptions-end-severity = Der Schweregrad ist gestiegen
exceptions-end-disappeared = Nicht mehr nötig
exceptions-end-retired = Nichts sieht mehr danach
exception-status-pending = Wartet auf Genehmigung
exception-status-approved = In Kraft
exception-status-expiring = Endet bald
exception-status-rejected = Abgelehnt
exception-status-withdrawn = Zurückgezogen
exception-status-expired = Abgelaufen
exception-status-revoked = Widerrufen
exception-status-superseded = Ersetzt
exception-status-ended = Beendet
exception-title = Ausnahme
exception-heading = Akzeptiertes Risiko:
exception-heading-asked = Antrag auf Ausnahme:
exception-actions = Weitere Aktionen
exception-lede-accepted = { $by } hat das am { DATETIME($approved, dateStyle: "long") } auf Antrag von { $requester } akzeptiert, bis { DATETIME($until, dateStyle: "long") }.
exception-lede-accepted-twice = { $by } und { $second } haben das am { DATETIME($approved, dateStyle: "long") } auf Antrag von { $requester } akzeptiert, bis { DATETIME($until, dateStyle: "long") }.
exception-lede-waiting =
    { $count ->
        [one] { $requester } hat am { DATETIME($requested, dateStyle: "long") } beantragt, das bis { DATETIME($until, dateStyle: "long") } zu akzeptieren. { $count } Genehmigung fehlt.
       *[other] { $requester } hat am { DATETIME($requested, dateStyle: "long") } beantragt, das bis { DATETIME($until, dateStyle: "long") } zu akzeptieren. { $count } Genehmigungen fehlen.
    }
exception-lede-never = { $requester } hat am { DATETIME($requested, dateStyle: "long") } beantragt, das bis { DATETIME($until, dateStyle: "long") } zu akzeptieren. Niemand hat es akzeptiert.
exception-holds-no = Der Wert ist jetzt ein anderer
exception-holds-no-body = Was beantragt wurde, ist nicht, was der Mandant heute sagt. Gelesen
exception-holds-worse = Der Schweregrad ist jetzt höher
exception-holds-worse-body = Der Wert ist derselbe, aber die Regeln nennen ihn schlimmer als beim Antrag. Gelesen
exception-holds-gone = Es weicht nichts mehr ab
exception-holds-gone-body = Der Mandant ist, wie er sein soll; die Ausnahme wird nicht gebraucht. Gelesen
exception-holds-unknown = Niemand weiß, ob es noch gilt
exception-holds-unknown-body = Spätere Lesungen konnten es nicht sagen. Zuletzt bekannt
exception-why = Warum, und auf welche Belege hin
exception-approvals = Wer genehmigt hat
exception-approval =
    { $number ->
        [1] Erste Genehmigung
       *[other] Zweite Genehmigung
    }
exception-approval-given = Erteilt
exception-approval-missing = Noch nicht erteilt
exception-approval-void = Der Antrag endete ohne sie
exception-bound = Für genau diesen Antrag
exception-not-bound = Für einen früheren Wortlaut
exception-pinned = Was akzeptiert wurde
exception-pinned-asked = Was akzeptiert werden soll
exception-pinned-gone = Davon lässt sich nichts Eigenschaft für Eigenschaft aufführen.
exception-pinned-read = Gelesen
exception-proof = Prüfsummen
exception-digest-request = Antrag
exception-digest-pinned = Wert
exception-end = Wie es endete
exception-ended-by = Durch { $name }.
exception-chain = Davor und danach
exception-column-number = Nummer
exception-column-relation = Was es ist
exception-relation-request = Antrag
exception-relation-edit = Geänderter Antrag
exception-relation-extension = Verlängerung
exception-finding = Befund
exception-answerable = Verantwortlich
exception-review = Überprüfung am
exception-after = Nach dem Ende
exception-after-restart = Die Zeit des Befunds beginnt von vorn
exception-after-continue = Die Zeit des Befunds läuft weiter, wo sie stand
exception-extended = Schon verlängert
exception-reminders = Erinnerungen
exception-reminder-sent = versandt
exception-reminder-due = nächste
exception-reminder-later = später
exception-reminder-skipped = ausgelassen
exception-move-approve = Genehmigen
exception-move-reject = Ablehnen
exception-move-edit = Antrag ändern
exception-move-withdraw = Antrag zurückziehen
exception-move-revoke = Ausnahme widerrufen
exception-move-extend = Verlängerung beantragen
exception-amount-approve = Das Risiko ist nur für diesen Wert akzeptiert. Der Befund ist keine offene Arbeit mehr; jeder andere Wert öffnet ihn wieder. Der Mandant ändert sich nicht.
exception-amount-reject = Der Antrag endet, und der Befund bleibt offen. Wer beantragt hat, sieht Ihre Begründung.
exception-amount-withdraw = Der Antrag endet, und der Befund bleibt offen.
exception-amount-revoke = Die Ausnahme endet sofort, und der Befund ist wieder offene Arbeit.
exception-approve-partly = Der Schweregrad verlangt zwei Genehmigungen. Nach Ihrer muss noch jemand anderes genehmigen.
exception-stale-title = Das hat sich geändert, während Sie es ansahen
exception-stale-body = Die Seite dahinter zeigt, wie es jetzt ist. Lesen Sie sie, bevor Sie entscheiden.
exception-done-approve = Risiko akzeptiert
exception-done-partly = Genehmigt; eine zweite Person fehlt noch
exception-done-reject = Antrag abgelehnt
exception-done-withdraw = Antrag zurückgezogen
exception-done-revoke = Ausnahme widerrufen; der Befund ist wieder offen
exception-done-request = Ausnahme beantragt
exception-done-edit = Antrag geändert; er muss neu genehmigt werden
exception-done-extend = Verlängerung beantragt
exception-ask-request = Ausnahme beantragen
exception-ask-edit = Antrag ändern
exception-ask-extend = Verlängerung beantragen
exception-ask-scope = F-{ NUMBER($number, useGrouping: "false") } { $name } in { $tenant }. Der Befund bleibt offen, bis jemand genehmigt. Der Mandant ändert sich nicht.
exception-ask-pinned =
    { $count ->
        [0] Es geht nur um den heutigen Wert.
        [one] Es geht nur um den heutigen Wert einer Eigenschaft.
       *[other] Es geht nur um die heutigen Werte von { $count } Eigenschaften.
    }
exception-needs-one = Jemand anderes muss genehmigen.
exception-needs-second = Zwei andere Personen müssen genehmigen.
exception-not-possible = Eine Ausnahme kann nicht beantragt werden
exception-why-not-capability = Ihre Rolle umfasst es nicht.
exception-why-not-state = Der Befund ist keine offene Arbeit.
exception-why-not-pending = Ein Antrag wartet bereits.
exception-why-not-accepted = Das Risiko ist bereits akzeptiert.
exception-why-not-rules = Die Regeln dieses Arbeitsbereichs erlauben es für diese Familie nicht.
exception-why-not-approvers = Niemand sonst in diesem Arbeitsbereich könnte es genehmigen.
exception-open = Öffnen
exception-field-justification-help = Warum das Risiko tragbar ist, so dass man ohne Rückfrage urteilen kann.
exception-field-ends = Endet am
exception-field-ends-help = { $severity }: höchstens { $days } Tage, bis
exception-field-review = Überprüfen am
exception-field-review-help = Vor dem Ende, falls sich etwas ändern kann.
exception-field-answerable = Wer für das Risiko verantwortlich ist
exception-field-answerable-help = Sie werden vor dem Ende erinnert.
exception-field-measures-help = Was das Risiko mindert, bis es behoben ist.
exception-field-evidence-help = Tickets, Tests, Absprachen: wo man nachsehen kann.
exception-field-after = Nach dem Ende

## Regeln für Befunde
rules-purpose = Bis wann Befunde bearbeitet sind, wie schlimm sie sind und was akzeptiert werden darf.
rules-tabs = Arten von Regeln
rules-tab-sla = Fristen
rules-tab-severity = Schweregrade
rules-tab-exception = Ausnahmen
rules-change = Regeln ändern
rules-change-sla = Fristen ändern
rules-change-severity = Regeln der Schweregrade ändern
rules-change-exception = Regeln der Ausnahmen ändern
rules-save = In Kraft setzen
rules-done = Regeln geändert
rules-reason = Begründung
rules-reason-help = Sie steht in der Geschichte der Regeln.
rules-scope =
    { $count ->
        [one] { $count } offener Befund wird angepasst. Mandanten ändern sich nicht. Die bisherigen Regeln bleiben in der Geschichte.
       *[other] { $count } offene Befunde werden angepasst. Mandanten ändern sich nicht. Die bisherigen Regeln bleiben in der Geschichte.
    }
rules-version = Version { $number }
rules-version-own = Die eigenen Regeln des Produkts
rules-history = Geschichte
rules-history-empty = Noch hat sie niemand geändert.
rules-changes =
    { $count ->
        [one] { $count } Wert geändert
       *[other] { $count } Werte geändert
    }
rules-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
rules-hours-count =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
rules-no-date = Kein Termin
rules-any = Beliebig
rules-any-kind = jedes Ergebnis
rules-any-family = jede Familie
rules-any-path = jede Eigenschaft
rules-tier = Stufe
rules-sla-targets = Zeit bis zur Fälligkeit
rules-sla-targets-body = Ab dem Moment, in dem sich ein Befund zeigt, nach Stufe des Mandanten und Schweregrad.
rules-target = { $tier }, { $severity }
rules-targets-help = Stunden, die zählen. 0 heißt kein Termin.
rules-calendar = Was als Zeit zählt
rules-hours = Stunden
rules-hours-always = Rund um die Uhr
rules-hours-working = Arbeitszeiten
rules-zone = Zeitzone
rules-week-help = Zeiten jedes Tages, etwa 08:00-12:00, 13:00-17:00. Leer: ein freier Tag.
rules-day-off = Frei
rules-day-monday = Montag
rules-day-tuesday = Dienstag
rules-day-wednesday = Mittwoch
rules-day-thursday = Donnerstag
rules-day-friday = Freitag
rules-day-saturday = Samstag
rules-day-sunday = Sonntag
rules-holidays = Feiertage
rules-holidays-help = Ein Tag pro Zeile, etwa 2026-12-25. An ihnen zählt nichts.
rules-approach = Warnung
rules-approach-said = Nach { $percent } Prozent der Zeit
rules-approach-help = Prozent der Zeit, nach denen gewarnt wird.
rules-flap = Schnelle Rückkehr
rules-flap-said = Innerhalb von { $hours } Stunden läuft die Zeit weiter
rules-flap-help = Stunden: Was darin wiederkehrt, läuft weiter, wo seine Zeit stand.
rules-clock = Was die Zeit anhält und startet
rules-clock-body = In jedem Arbeitsbereich gleich.
rules-clock-when = Wenn
rules-clock-then = Die Zeit
rules-when-triage = Jemand sichtet ihn
rules-when-start = Jemand beginnt die Arbeit
rules-when-stop = Jemand hält die Arbeit an
rules-when-resolve = Jemand meldet ihn als behoben
rules-when-reject = Er wird als Fehlalarm geschlossen
rules-when-merge = Er wird als doppelt geschlossen
rules-when-dismiss = Er wird als nicht mehr zutreffend geschlossen
rules-when-reopen = Jemand öffnet ihn wieder
rules-when-accept = Sein Risiko wird akzeptiert
rules-when-revoke = Die Ausnahme wird widerrufen
rules-when-expire = Die Ausnahme endet
rules-when-exceed = Der Wert ist nicht mehr der akzeptierte
rules-when-disappear = Was akzeptiert war, ist weg
rules-when-verify = Ein vollständiges Lesen weist ihn als behoben nach
rules-when-refute = Ein vollständiges Lesen zeigt, dass er noch da ist
rules-when-recur = Er kehrt nach dem Schließen wieder
rules-when-retire = Nichts sieht mehr danach
rules-effect-start = beginnt
rules-effect-go-on = läuft weiter
rules-effect-pause = steht still
rules-effect-take-back = läuft weiter, als hätte sie nie gestanden
rules-effect-stop-met = endet; eingehalten, wenn vor dem Termin
rules-effect-stop = endet, ohne zu zählen
rules-effect-restart-or-go-on = beginnt von vorn oder läuft nach schneller Rückkehr weiter
rules-effect-restart = beginnt von vorn
rules-effect-by-exception = läuft weiter oder beginnt von vorn, wie die Ausnahme es sagt
rules-severity-mine = Regeln dieses Arbeitsbereichs
rules-severity-body = Die erste Regel, die passt, entscheidet. Weichen mehrere Eigenschaften ab, zählt die schlimmste.
rules-severity-own =
    { $count ->
        [one] { $count } Regel des Produkts, nach Ihren gefragt
       *[other] { $count } Regeln des Produkts, nach Ihren gefragt
    }
rules-severity-product = Regeln des Produkts
rules-severity-empty-title = Keine eigenen Regeln
rules-severity-empty-body = Schweregrade folgen den Regeln des Produkts unten. Fügen Sie Regeln hinzu, wo Ihr Arbeitsbereich es anders sieht.
rules-path = Pfad der Eigenschaft
rules-path-help = Der technische Pfad und alles darunter. Leer: beliebig.
rules-add = Regel hinzufügen
rules-draft-empty = Keine eigene Regel: Die Regeln des Produkts entscheiden.
rules-lift = Regel { $number } nach oben
rules-drop = Regel { $number } entfernen
rules-exception-longest = Längste Ausnahme in Tagen
rules-exception-body = Keine Ausnahme ist ohne Ende. Niemand genehmigt den eigenen Antrag.
rules-exception-more = Weiteres
rules-exception-scope = Es gilt für Anträge ab jetzt und für Genehmigungen, die noch fehlen. Was in Kraft ist, bleibt bis zu seinem Ende. Mandanten ändern sich nicht.
rules-longest = Längste Ausnahme
rules-longest-of = Längste Ausnahme, { $severity }
rules-approvers = Genehmigt von
rules-approvers-one = Einer anderen Person
rules-approvers-two = Zwei anderen Personen
rules-second = Braucht eine zweite Genehmigung
rules-second-help = Anträge dieser Schweregrade genehmigen zwei Personen außer der, die beantragt.
rules-reminders = Erinnerungen
rules-reminders-said = { $days } Tage vor dem Ende
rules-reminders-help = Tage vor dem Ende, etwa 30, 14, 3.
rules-never = Nie akzeptiert
rules-never-none = Jede Familie darf akzeptiert werden

## Service levels and conditions: the watch, rules put in force
operation-finding-watch = Termine und Zustände überwachen
operation-governance-apply = Regeln auf Befunde anwenden
run-means-finding-watch = Nahende und überschrittene Termine sind gemeldet. Was über Zustimmung, Verbindungen, Zugangsdaten und Synchronisierungen bekannt wurde, ist zu Befunden geworden oder hat sie geschlossen.
run-means-governance-apply = Offene und akzeptierte Befunde haben die Schweregrade und Termine der geltenden Regeln.
run-fact-approaching = Nahende Termine
run-fact-breached = Überschrittene Termine
run-fact-opened = Neue Befunde
run-fact-verified = Als behoben bestätigte Befunde
run-fact-reopened = Wieder geöffnete Befunde
run-fact-looked-at = Betrachtete Befunde
run-fact-reranked = Geänderte Schweregrade
run-fact-ended = Durch höheren Schweregrad beendete Ausnahmen
action-governance-changed = Regeln für Befunde geändert
subject-governance-policy = Regeln für Befunde
reason-credential-expiring = Die Zugangsdaten laufen bald ab.
error-rules-changed = Jemand hat diese Regeln inzwischen geändert. Sehen Sie nach, was jetzt gilt, und entscheiden Sie dann neu.
error-field-working-hours = Geben Sie mindestens einem Tag Arbeitszeiten, oder lassen Sie die Zeit rund um die Uhr zählen.
error-field-spans = Die Zeiten eines Tages folgen aufeinander, und jede endet nach ihrem Beginn.
error-field-unchanged = Diese Regeln gelten bereits.

## Changing baselines and groups of tenants: what is refused, what the log says
error-baseline-deleted = Diese Baseline wurde gelöscht. Nichts von Ihren Eingaben wurde gespeichert.
error-baseline-published = Dieser Entwurf wurde inzwischen veröffentlicht und ändert sich nicht mehr. Beginnen Sie einen neuen Entwurf.
error-baseline-discarded = Dieser Entwurf wurde inzwischen verworfen.
error-baseline-changed = Jemand hat diesen Entwurf geändert, nachdem Sie ihn geöffnet haben. Sehen Sie sich den jetzigen Stand an und entscheiden Sie dann neu.
error-baseline-draft-exists = Diese Baseline hat schon einen Entwurf. Arbeiten Sie mit diesem weiter.
error-baseline-empty = Dieser Entwurf erwartet nichts. Fügen Sie Teile hinzu oder nennen Sie eine Familie, in der sonst nichts sein darf.
error-baseline-unchanged = Dieser Entwurf sagt dasselbe wie die neueste veröffentlichte Version.
error-baseline-stale = Einige Teile wurden erfasst, bevor sich die Vergleichsregeln geändert haben. Übernehmen Sie sie neu und veröffentlichen Sie dann.
error-baseline-variable-lost = Eine Variable steht an einer Stelle, die ihr Teil nicht mehr hat. Entfernen Sie die Variable und veröffentlichen Sie dann.
error-baseline-assigned-already = Die Baseline ist dort schon zugewiesen.
error-ring-not-last = Nur der letzte Ring kann entfernt werden, und der erste bleibt.
error-ring-in-use = In diesem Ring ist etwas zugewiesen. Verschieben Sie es zuerst in einen anderen Ring.
error-ring-not-published = Ein Ring verwendet nur veröffentlichte Versionen.
error-ring-same = Der Ring verwendet diese Version schon.
error-ring-before-behind = Der Ring davor verwendet diese Version noch nicht.
error-ring-after-ahead = Ein späterer Ring verwendet eine neuere Version. Nehmen Sie diese zuerst zurück.
error-group-in-use = Dieser Gruppe ist eine Baseline zugewiesen. Beenden Sie zuerst die Zuweisung.
error-field-name-taken = Dieser Name ist vergeben.
error-field-too-many = Das sind zu viele.
error-field-nothing-complete = Keine dieser Familien wurde vollständig gelesen, daher kann nichts erfasst werden.
error-field-path = Das ist kein Pfad, oder er umfasst alles.
error-field-already-rule = Diese Regel gibt es schon.
error-field-already-variable = Diese Stelle füllt schon eine Variable.
error-field-secret = Das sieht nach Zugangsdaten aus. Zugangsdaten werden hier nicht aufbewahrt.
error-field-secret-place = Hier steht ein Geheimnis. Geheimnisse können keine Variablen sein.
error-field-no-such-place = Der Teil hat an dieser Stelle keinen einzelnen Wert.
error-field-no-such-variable = Keine Baseline hat diese Variable.
error-field-variable-name = Beginnen Sie mit einem Buchstaben, dann bis zu 63 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.
error-field-variable-kind = Dieser Name gehört zu einer Variable mit einer anderen Art von Wert.
error-field-number = Das ist keine Zahl.
error-field-priority = Wählen Sie eine ganze Zahl von 1 bis 999.
subject-baseline = Baseline
subject-group = Mandantengruppe
reason-connection-replaced = An die Stelle der Verbindung, um die es geht, ist eine andere getreten.
reason-baseline-deleted = Die Baseline wurde gelöscht.
reason-baseline-unassigned = Die Baseline gilt in diesem Mandanten nicht mehr.
action-baseline-assigned = Baseline zugewiesen
action-baseline-assignment-changed = Zuweisung einer Baseline geändert
action-baseline-changed = Baseline geändert
action-baseline-created = Baseline angelegt
action-baseline-deleted = Baseline gelöscht
action-baseline-discarded = Entwurf einer Baseline verworfen
action-baseline-drafted = Entwurf einer Baseline begonnen
action-baseline-published = Baseline veröffentlicht
action-baseline-ring-advanced = Ring einer Baseline weitergerückt
action-baseline-unassigned = Zuweisung einer Baseline beendet
action-group-changed = Mandantengruppe geändert
action-group-created = Mandantengruppe angelegt
action-group-deleted = Mandantengruppe gelöscht
action-tenant-value-changed = Wert eines Mandanten geändert

## Vergleiche
operation-baseline-compare = Mit Baselines vergleichen
action-baseline-compared = Mit Baselines verglichen
action-match-confirmed = Richtlinie als Teil einer Baseline bestätigt
action-match-rejected = Richtlinie als Teil einer Baseline abgelehnt
subject-baseline-part = Teil einer Baseline
run-fact-compared = Vergleiche
reason-no-baseline = In diesem Mandanten gilt keine Baseline.
reason-no-version = Seine Stufe der Baseline verwendet noch keine Version.
reason-compared-in-part = Manche Familien wurden nicht vollständig gelesen. Was sie enthalten, ist nicht vergleichbar; daran hat sich nichts geändert.
reason-nothing-read = Keine seiner Familien wurde vollständig gelesen. Nichts konnte verglichen werden, und nichts hat sich geändert.
next-step-assign-baseline = Eine Baseline zuweisen
next-step-why-assign-baseline = Die Seite der Baseline sagt, wo sie gilt.
next-step-sync-first = Den Mandanten synchronisieren
next-step-why-sync-first = Was nicht gelesen wurde, lässt sich nicht vergleichen. Die Seite des Mandanten nennt die Familien und was ihnen fehlt.
error-match-policy-gone = Diese Richtlinie wurde inzwischen gelöscht. Wählen Sie eine andere.
error-match-taken = Diese Richtlinie steht bereits für einen anderen Teil. Nehmen Sie das zuerst zurück.
