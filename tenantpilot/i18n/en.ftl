# English messages of TenantPilot. Ids are kebab-case and begin with their area; every id is also in de.ftl
# with the same placeholders. Codes of the data appear here as ids: snake_case and dots become dashes.

## Product and planes
-product = TenantPilot
product = { -product }
plane-admin = Operator console
plane-review = Customer review
plane-review-read-only = Customer review, read-only
plane-system = System console
page-title = { $page } · { -product }

## Navigation
nav-main = Main navigation
nav-open = Open navigation
nav-collapse = Collapse
nav-skip = Skip to content
nav-group-run = Run
nav-group-prove = Prove
nav-group-manage = Manage
nav-group-installation = Installation
nav-home = Overview
nav-operations = Operations
nav-schedules = Schedules
nav-audit = Audit log
nav-members = Members
nav-workspaces = Workspaces
nav-runs = Runs
nav-breadcrumb = Breadcrumb

## Header
header-workspace-switch = Switch workspace, now { $name }
header-workspaces-all = All workspaces
header-active-runs =
    { $count ->
        [one] { $count } active run
       *[other] { $count } active runs
    }
header-running = running
header-account = Account of { $name }
header-system-scope = All workspaces of this installation
account-sessions = My sessions
account-sign-out = Sign out
account-title = Account

## Preferences
theme-label = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
density-label = Density
density-comfortable = Comfortable
density-compact = Compact
language-label = Language
language-en = English
language-de = Deutsch

## Notifications
notifications-label =
    { $count ->
        [0] Notifications
       *[other] Notifications, { $count } unread
    }
notifications-title = Notifications
notifications-mark-read = Mark all as read
notice-schedule-overdue = Has not started at its time
notice-finding = Finding F-{ $number }
notice-finding-mentioned = You were mentioned in a comment
notice-exception-requested = Acceptance of its risk awaits your approval
notice-exception-approved = Acceptance of its risk was approved
notice-exception-rejected = Acceptance of its risk was rejected
notice-exception-revoked = Acceptance of its risk was revoked
notice-exception-expiring = Acceptance of its risk ends soon
notice-exception-review = Acceptance of its risk is due for review
notice-exception-expired = Acceptance of its risk has expired
notice-exception-ended = Acceptance of its risk has ended
notifications-empty-title = Nothing new
notifications-empty-body = The end of your runs and what needs you appears here.

## Command palette
palette-open = Search or jump to
palette-placeholder = Type a name or a command
palette-results = Results
palette-empty = Nothing found
palette-group-pages = Go to
palette-group-workspaces = Workspaces
palette-group-runs = Runs

## Lists
table-select-all = Select all rows on this page
table-select-row = Select { $name }
table-selected =
    { $count ->
        [one] { $count } selected
       *[other] { $count } selected
    }
table-selected-every = Everything that matches
table-select-every = Select everything that matches
table-bulk-label = Actions for the selection
table-bulk-more = More
table-clear-selection = Clear selection
table-columns = Columns
table-loading = The list is loading
keys-move = move
keys-select = select
keys-open = open
pager-label = Pages of this list
pager-first = First page
pager-previous = Previous
pager-next = Next
pager-shown =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
pager-more = { $count } rows, more follow
filter-any = Any
filter-remove = Remove filter { $name }
filter-clear = Clear filters
filter-from = From
filter-to = To

## Forms and dialogs
form-optional = optional
form-errors =
    { $count ->
        [one] One entry needs your attention
       *[other] { $count } entries need your attention
    }
dialog-close = Close
dialog-cancel = Keep as it is
form-cancel = Cancel
confirm-type = Type { $words } to confirm
menu-more = More actions
toast-label = Messages
toast-dismiss = Dismiss: { $title }
copy-link = Copy
copy-done = Copied
diagnostics = Diagnostics
raw-context = Raw context for support
timeline = Timeline
facts = Facts

## What a change touches
scope-app = Changes TenantPilot only
scope-tenant = Changes the Microsoft tenant
scope-none = Changes nothing

## States
loading = Loading
connection-lost = Connection lost. Trying again; nothing you saved is lost.
state-filtered-title = Nothing matches these filters
state-filtered-body = Other entries are hidden by the filters of this list.
state-error-title = This could not be loaded
state-error-body = Nothing was changed. Try again; if it stays, tell us the reference.
state-retry = Try again
state-reference = Reference { $reference }
value-none = None
value-unknown = Unknown
value-never = Never

## Errors people can act on
error-field-required = This is required.
error-field-format = This does not have the expected form.
error-field-too-long = This is too long.
error-field-invalid = This value is not allowed.
error-not-found = This does not exist, or you cannot see it.
error-forbidden = Your role does not include this.
error-conflict = Somebody changed this in the meantime. Look at it again before you decide.
error-sign-in-required = Please sign in again.
error-invalid-input = Some entries need your attention.
error-blocked = This was stopped by a rule.
error-unavailable = This is not available at the moment. Nothing was changed; try again in a minute.
error-unexpected = Something went wrong on our side. Nothing more was changed.

## Problem pages
problem-not-found-title = Nothing is here
problem-not-found-body = This address does not lead to anything you can see. It may have been removed, or it belongs to a workspace you are not a member of.
problem-forbidden-title = You may not open this
problem-forbidden-body = Your role in this workspace does not include this page. An owner can change that.
problem-signed-out-title = You are signed out
problem-signed-out-body = Your session has ended. Sign in to go on where you were.
problem-address-title = This address asks for something unknown
problem-address-body = A filter, an order or a tab in it does not exist here; the link may be old or mistyped. Nothing was changed.
problem-address-without = Open the page without it
problem-unavailable-title = TenantPilot is not available
problem-unavailable-body = A part it needs does not answer. Running work is kept and goes on by itself. Try again in a minute.
problem-error-title = Something went wrong
problem-error-body = The page met an error. Nothing more was changed. Load it again; if it stays, tell us the reference.
problem-home = To the start page
problem-sign-in = Sign in
problem-reload = Load again

## Sign in
sign-in-title = Sign in
sign-in-body = With the account your organisation gave you.
sign-in-continue = Continue with your identity provider
sign-in-entra = Continue with Microsoft Entra ID

## Roles
role-owner = Owner
role-manager = Manager
role-operator = Operator
role-approver = Approver
role-read-only = Read-only
role-customer-viewer = Customer viewer
role-platform-operator = Platform operator

## Runs: one word for where a run stands
outcome-queued = Queued
outcome-running = Running
outcome-succeeded = Succeeded
outcome-partially-succeeded = Partially succeeded
outcome-failed = Failed
outcome-blocked = Blocked
outcome-cancelled = Cancelled
outcome-skipped = Skipped

## Other catalogues of badges
severity-critical = Critical
severity-high = High
severity-medium = Medium
severity-low = Low
completeness-complete = Complete
completeness-partial = Partial
completeness-stale = Stale
completeness-mostly-unread = Mostly not read
completeness-not-read = Not read
governance-matches = Matches
governance-different = Different
governance-missing = Missing
governance-unexpected = Unexpected
governance-conflict = Conflict
governance-not-comparable = Not comparable
governance-accepted = Accepted
lifecycle-new = New
lifecycle-active = Active
lifecycle-invited = Invited
lifecycle-expiring = Expiring
lifecycle-expired = Expired
lifecycle-revoked = Revoked
lifecycle-paused = Paused
lifecycle-suspended = Suspended
lifecycle-archived = Archived
lifecycle-done = Done
environment-production = Production
environment-staging = Staging
environment-test = Test
environment-sandbox = Sandbox

## Tenants
tenants-title = Tenant
tenants-purpose = The Microsoft tenants this workspace looks after, and how well each is known.
tenants-search = Search tenants
tenants-lifecycle = Lifecycle
tenants-environment = Environment
tenants-connection = Connection
tenants-connection-enabled = Connected
tenants-connection-disabled = Disabled
tenants-connection-missing = Not connected
tenants-column-tenant = Tenant
tenants-column-permissions = Permissions
tenants-column-inventory = Inventory
tenants-column-read = Last read
tenants-empty-title = No tenants yet
tenants-empty-body = Add a tenant, connect it, and sync it: from then on TenantPilot knows what is configured there, since when, and who changed it.
tenants-add = Add tenant
tenants-add-scope = Nothing is read from the tenant before it is connected.
tenants-change = Change details
tenants-change-scope = Name, domain and environment are used in TenantPilot only.
tenants-actions = Actions for { $name }
tenants-field-name = Name
tenants-field-provider-tenant-id = Tenant ID
tenants-field-provider-tenant-id-help = The directory (tenant) ID in the Entra admin centre, for example 72f988bf-86f1-41af-91ab-2d7cd011db47. It cannot be changed later.
tenants-values = Values for baselines
tenants-field-tier = Tier
tenants-field-tier-help = How closely the customer is looked after: service levels differ by it.
tenants-field-primary-domain = Primary domain
tenants-field-stage = Environment
tenants-field-reason = Reason
tenants-field-typed-name = Type { $name } to confirm
tenants-field-typed-name-short = Confirmation
tenants-policies = { $count ->
    [one] { $count } policy
   *[other] { $count } policies
}
tenants-families-read = { $read } of { $total } families read
tenants-syncing = Syncing now
tenants-run = Open run
tenants-sync-full = Read everything again
tenants-sync-progress = Families read
tenants-sync-so-far = { $objects } objects seen, { $changes } changes so far
tenants-last-sync-succeeded = The last sync read everything it was allowed to,
tenants-last-sync-partially-succeeded = The last sync could not read everything,
tenants-last-sync-failed = The last sync failed; what is shown is older,
tenants-last-sync-blocked = The last sync was blocked; what is shown is older,
tenants-last-sync-cancelled = The last sync was cancelled before its end,
tenants-read-at = Read
tenants-as-of = As of
tenants-cannot-read = This tenant cannot be synced now
tenants-connect = Connect tenant
tenants-figure-policies = Policies
tenants-figure-ghosts = Deleted at Microsoft
tenants-figure-changes = Changes in 7 days
tenants-coverage = Coverage by family
tenants-coverage-meta = Only a family that was read completely can say that something is gone.
tenants-coverage-cells = One mark for each family; the list below says the same in words
tenants-coverage-all = All families
tenants-coverage-family = Family
tenants-coverage-state = State
tenants-coverage-needs = Needs { $names }.
tenants-family-again = Read again
tenants-family-again-label = Read { $family } again
tenants-complete-at = Last complete read
tenants-complete-never = Never read completely
tenants-changes = Recent changes
tenants-changes-meta = As the last syncs found them
tenants-changes-empty-title = No changes seen
tenants-changes-empty-body = Changes appear here when a sync finds a policy different from before.
tenants-change-what = Policy
tenants-change-how = Change
tenants-change-who = By
tenants-change-when = When
tenants-change-first = First seen
tenants-change-content = Settings changed
tenants-change-assignments = Assignments changed
tenants-change-both = Settings and assignments changed
tenants-change-deleted = Deleted
tenants-change-restored = Back again
tenants-since = In this state since
tenants-removal-due = Removal due on
tenants-move-onboarding = Start onboarding
tenants-move-active = Activate tenant
tenants-move-suspended = Suspend tenant
tenants-move-archived = Archive tenant
tenants-move-removal-pending = Schedule removal
tenants-move-amount-onboarding = The tenant can be checked and synced again, but nothing is written to it.
tenants-move-amount-active = The tenant takes part in everything, with schedules and changes.
tenants-move-amount-suspended = Runs about this tenant stop before their next request. History stays readable. You can activate it again.
tenants-move-amount-archived = Runs and schedules about this tenant stop, and it leaves search and choices. History stays readable. It can come back through onboarding.
tenants-move-amount-removal-pending = The tenant and its data are due for removal in 30 days. Until then this can be taken back.
nav-tenants = Tenants
nav-group-tenants = Tenants
nav-inventory = Inventory
nav-connections = Connections
nav-controls = Controls
lifecycle-draft = Draft
lifecycle-onboarding = Onboarding
lifecycle-removal-pending = Removal pending
connections-state-healthy = Healthy
connections-state-unchecked = Not checked yet
connections-state-degraded = Works in part
connections-state-failing = Failing
connections-state-consent-missing = Consent missing
connections-state-consent-withdrawn = Consent withdrawn
connections-state-disabled = Disabled
connections-state-missing = Not connected
connections-state-unknown = Unknown
connections-checked = Checked
connections-unchecked = Not checked yet
credential-current = In use
credential-next = Next
credential-retired = Retired
credential-expiry-valid = Valid
credential-expiry-month = Credential expires within 30 days
credential-expiry-fortnight = Credential expires within 14 days
credential-expiry-days = Credential expires within 3 days
credential-expiry-expired = Credential has expired
credential-expiry-unknown = Expiry unknown
posture-complete = All granted
posture-unknown = Not checked
posture-granted = Granted
posture-missing = Missing
posture-unlicensed = Not licensed
posture-missing-count = { $count ->
    [one] { $count } permission missing
   *[other] { $count } permissions missing
}
posture-missing-body = What depends on them is not read; everything else is.
posture-open = See permissions
coverage-read = Read
coverage-partial = Read in part
coverage-forbidden = Forbidden, unknown
coverage-throttled = Throttled, unknown
coverage-unsupported = Not supported
coverage-unlicensed = Not licensed
coverage-never = Not read yet
toast-tenant-added = { $name } was added.
toast-tenant-changed = { $name } was changed.
toast-tenant-moved = { $name } was moved.
error-field-typed-name = This is not the name.

## Connections
connections-title = Connection
connections-purpose = How each tenant is reached, what it granted, and when its credential runs out.
connections-of = Connections of { $name }
connections-create = Connect tenant
connections-create-for = Connect { $name }
connections-create-purpose = An application in Microsoft Entra lets TenantPilot read this tenant. Read permissions are enough.
connections-create-scope = The credential is encrypted before it is stored and shown to nobody again.
connections-second-title = This tenant is connected already
connections-second-body = The new connection stays disabled until you disable the other one.
connections-column-name = Tenant
connections-column-tenant = Tenant
connections-column-state = State
connections-column-credential = Credential
connections-column-permissions = Permissions
connections-column-checked = Checked
connections-empty-title = No connections
connections-empty-body = A connection belongs to one tenant. Open a tenant and connect it there.
connections-field-name = Name
connections-field-client-id = Application (client) ID
connections-field-client-id-help = From the application's overview in the Entra admin centre.
connections-field-reason = Reason
connections-prepare = Before you begin
connections-prepare-app = Register an application
connections-prepare-app-body = In the Entra admin centre, either in this tenant or, multi-tenant, in your own. Add the redirect address below.
connections-prepare-permissions = Add read permissions
connections-prepare-permissions-body = Application permissions for Microsoft Graph. The permissions page of the tenant names each with the feature it is for.
connections-prepare-credential = Upload a certificate
connections-prepare-credential-body = A certificate is safer than a secret. Its private key goes into the form.
connections-redirect-uri = Redirect address
connections-redirect-uri-body = The application's registration must list this address, or consent cannot come back.
connections-ask-consent = Ask for consent
connections-organization = Organisation
connections-created = Added
connections-last-check = Last check
connections-actions = Actions for { $name }
connections-credential-actions = Actions for this credential
connections-change = Change connection
connections-change-scope = A different application must be consented to in the tenant before it works.
connections-credential = Add next credential
connections-credential-scope = The current credential stays in use. Check the next one, then make it current.
connections-credentials = Credentials
connections-credentials-meta = Replaced without interruption: add, check, make current
connections-check-credential = Check this credential
connections-promote = Make current
connections-promote-amount = From the next request on this credential is used; the one before is destroyed.
connections-discard = Discard credential
connections-discard-amount = The waiting credential is destroyed. The current one stays.
connections-enable = Enable connection
connections-enable-amount = Runs about this tenant may use it again.
connections-disable = Disable connection
connections-disable-amount = Runs that use it stop before their next request to the tenant. You can enable it again.
connections-remove = Remove connection
connections-remove-amount = It is switched off and its credentials are destroyed. This cannot be undone; the audit log stays.
connections-says-healthy = The tenant lets TenantPilot in and grants everything it needs.
connections-says-unchecked = Nobody has checked this connection yet.
connections-says-degraded = The tenant lets TenantPilot in, but not everything works.
connections-says-failing = The tenant cannot be reached through this connection.
connections-says-consent-missing = The tenant's administrator has not consented yet.
connections-says-consent-withdrawn = The tenant has withdrawn its consent.
connections-says-disabled = This connection is disabled: nothing is read through it.
credential-until = Until
credential-since = Added
credential-kind-certificate = Certificate
credential-kind-secret = Client secret
credential-field-kind = Kind of credential
credential-field-kind-help = A certificate is preferred: its key never travels to Microsoft.
credential-field-certificate = Certificate with private key
credential-field-certificate-help = PEM text with both parts, or a PKCS#12 file as base64.
credential-field-password = Password of the key
credential-field-secret = Client secret
credential-field-secret-help = The secret's value, not its ID.
credential-field-expires-on = Expires on
posture-title = Permissions
posture-title-of = Permissions of { $name }
posture-purpose = What the tenant granted, what is missing, and what that blocks. A missing permission disables only what depends on it.
posture-empty-title = Never checked
posture-empty-body = Check the connection to see what the tenant grants.
posture-features = Features and what they need
posture-column-feature = Feature
posture-column-state = State
posture-column-needs = Least privilege
posture-column-fix = What to do
posture-column-report = Report
posture-column-blocked = Features blocked
posture-column-changed = Against the one before
posture-has-changed = Changed
posture-same = The same
posture-history = Earlier reports
posture-blocks = Not read:
posture-portal = Open in Entra
posture-none-missing = Everything is granted that TenantPilot asks for.
posture-some-missing = { $missing ->
    [one] { $missing } permission is
   *[other] { $missing } permissions are
} missing; { $blocked ->
    [one] { $blocked } feature is
   *[other] { $blocked } features are
} affected, everything else works.
toast-connection-created = Connected. Now ask for consent.
toast-connection-changed = The connection was changed.
toast-connection-enabled = The connection was enabled.
toast-connection-disabled = The connection was disabled.
toast-connection-removed = The connection was removed.
toast-credential-added = The credential was added. Check it before it is used.
toast-credential-promoted = The new credential is in use.
toast-credential-discarded = The credential was destroyed.

## Inventory
inventory-purpose = Every policy of every tenant: what it says now, since when, and who changed it.
inventory-search = Search policies
inventory-tenant = Tenant
inventory-family = Family
inventory-platform = Platform
inventory-assigned = Assignment
inventory-assigned-assigned = Assigned
inventory-assigned-unassigned = Not assigned
inventory-assigned-unknown = Not known
inventory-assigned-not-assignable = Cannot be assigned
inventory-assignments = { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
}
inventory-ghosts = Deleted
inventory-ghosts-only = Only deleted
inventory-ghosts-with = With deleted
inventory-changed-since = Changed since
inventory-total = { $count } policies, { $ghosts } deleted.
inventory-as-of = As of
inventory-column-policy = Policy
inventory-column-changed = Last change
inventory-column-seen = Seen
inventory-empty-title = Nothing read yet
inventory-empty-body = Connect a tenant and sync it; its policies appear here.
policy-title = Policy
policy-ghost = Deleted
policy-version = Version { $number }
policy-tenant = To the tenant
policy-read-again = Read again
policy-tabs = Views of this policy
policy-tab-content = Content
policy-tab-history = History
policy-tab-diff = Compare versions
policy-tab-assignments = Assignments
policy-tab-raw = Raw
policy-gone-title = Microsoft no longer has this policy
policy-gone-body = A complete read did not find it. It is shown as it was. First missed on
policy-old-title = This may be out of date
policy-old-body = Its family was last read completely
policy-description = Description
policy-provider-id = Object ID
policy-type = Type
policy-changed = Last change
policy-seen = Last seen
policy-first-seen = First seen
policy-complete = Family read completely
policy-absences = Times it was gone
policy-author-unknown = Author not known
policy-by = By { $name }
policy-between = Happened between
policy-and = and
policy-what-changed = What changed
policy-history-meta = Newest first; authors come from the tenant's own log
policy-event-first = First seen
policy-event-content = Settings changed
policy-event-assignments = Assignments changed
policy-event-both = Settings and assignments changed
policy-event-deleted = Deleted at Microsoft
policy-event-restored = Back again
policy-more = Show more ({ $left } left)
policy-content-meta = Version { $number }, { $total } lines
policy-content-empty-title = Nothing is set
policy-content-empty-body = This version holds no settings.
policy-raw-meta = As Microsoft gave it; secrets are replaced by marks that change when the secret changes
policy-value-yes = Yes
policy-value-no = No
policy-value-empty = Empty
policy-value-secret = Secret, not shown
policy-value-unreadable = Masked by Microsoft
policy-target = To
policy-target-group = Group
policy-target-all-devices = All devices
policy-target-all-users = All users
policy-target-other = Another target
policy-target-mode = Mode
policy-filter = Filter
policy-filter-none = None
policy-filter-mode-include = Only
policy-filter-mode-exclude = Except
policy-intent = Intent
policy-name-missing = Deleted at Microsoft
policy-name-unknown = Name not known
policy-unassigned-title = Assigned to nobody
policy-unassigned-body = This version applies to no one.
policy-not-assignable-title = Cannot be assigned
policy-not-assignable-body = Policies of this family apply to the whole tenant or name their targets in their content.
policy-assignment-unknown-title = Not known
policy-assignment-unknown-body = The assignments could not be read. That does not mean there are none.
targeting-include = Included
targeting-exclude = Excluded
diff-from = From
diff-to = To
diff-before = Before
diff-after = After
diff-absent = Not there
diff-added = Added
diff-removed = Removed
diff-changed = Changed
diff-settings = Settings
diff-assignments = Assignments
diff-count = { $count ->
    [one] { $count } difference
   *[other] { $count } differences
}
diff-left-out = { $count } more lines are not shown.
diff-single-title = Only one version
diff-single-body = There is nothing to compare yet: no change was seen since the first.
diff-empty-title = No difference
diff-empty-body = These two versions say the same.

## Server: Sign-in: why it did not happen (what happened, what it means, what to do next)
sign-in-again = Sign in again
sign-in-other-account = Sign in with another account
sign-in-reason = Reason
sign-in-reference = Reference
sign-in-done-title = You are signed in
sign-in-done-continue = Continue
sign-in-out-title = You are signed out
sign-in-out-continue = Continue
sign-in-not-configured-title = Sign-in is not set up
sign-in-not-configured-text = This installation does not know an identity provider yet.
sign-in-not-configured-next = Whoever runs the installation sets the provider's address and this application's credentials there.
sign-in-provider-unavailable-title = Your identity provider does not answer
sign-in-provider-unavailable-text = TenantPilot could not reach it in time. Nobody was signed in.
sign-in-provider-unavailable-next = Try again in a minute. If it stays, ask whether your organisation's sign-in works elsewhere.
sign-in-provider-misconfigured-title = Sign-in is set up wrongly
sign-in-provider-misconfigured-text = The identity provider answered, but not in a way that can be trusted or used.
sign-in-provider-misconfigured-next = Trying again will not help. Give the reference below to whoever runs this installation.
sign-in-provider-refused-title = Your identity provider refused
sign-in-provider-refused-text = It ended the sign-in with an error instead of saying who you are.
sign-in-provider-refused-next = Try again. If it stays, give the reference below to whoever runs this installation.
sign-in-access-denied-title = The sign-in was cancelled
sign-in-access-denied-text = You, or a rule of your organisation, stopped it at the identity provider.
sign-in-access-denied-next = Start again if you cancelled by mistake. Otherwise ask your organisation for access to TenantPilot.
sign-in-attempt-unknown-title = This sign-in cannot be continued
sign-in-attempt-unknown-text = It was not started in this browser, or it was finished before. A link or a page opened a second time can cause this.
sign-in-attempt-unknown-next = Start again. If you did not start a sign-in yourself, close this page: nobody was signed in.
sign-in-attempt-expired-title = The sign-in took too long
sign-in-attempt-expired-text = For your safety a sign-in must be finished within ten minutes.
sign-in-attempt-expired-next = Start again.
sign-in-code-refused-title = The sign-in has expired or was used already
sign-in-code-refused-text = The identity provider no longer accepts the answer your browser brought back.
sign-in-code-refused-next = Start again. If this happens each time, somebody may be interfering: tell your organisation's IT.
sign-in-wrong-issuer-title = The answer came from another identity provider
sign-in-wrong-issuer-text = TenantPilot only accepts the provider it is set up for, so nobody was signed in.
sign-in-wrong-issuer-next = Start again from TenantPilot's own address. If it stays, give the reference below to whoever runs this installation.
sign-in-wrong-audience-title = The sign-in was meant for another application
sign-in-wrong-audience-text = The identity provider vouched for you to somebody else, so nobody was signed in here.
sign-in-wrong-audience-next = Start again. If it stays, give the reference below to whoever runs this installation.
sign-in-wrong-nonce-title = The answer belongs to another sign-in
sign-in-wrong-nonce-text = It does not fit the sign-in that this browser started, so nobody was signed in.
sign-in-wrong-nonce-next = Start again, with one sign-in at a time.
sign-in-token-unverified-title = The answer could not be verified
sign-in-token-unverified-text = Its signature does not prove that it comes from your identity provider, so nobody was signed in.
sign-in-token-unverified-next = Start again. If it stays, give the reference below to whoever runs this installation.
sign-in-token-expired-title = The answer had expired
sign-in-token-expired-text = What the identity provider said about you was no longer valid when it arrived.
sign-in-token-expired-next = Start again. If it stays, a clock is wrong: give the reference below to whoever runs this installation.
sign-in-token-early-title = The answer is not valid yet
sign-in-token-early-text = The clocks of the identity provider and of TenantPilot differ too much.
sign-in-token-early-next = Wait a few minutes and start again. If it stays, give the reference below to whoever runs this installation.
sign-in-token-incomplete-title = The answer is incomplete
sign-in-token-incomplete-text = The identity provider left out something that is needed to know who you are.
sign-in-token-incomplete-next = Trying again will hardly help. Give the reference below to whoever runs this installation.
sign-in-account-inactive-title = Your account is deactivated
sign-in-account-inactive-text = Your identity provider knows you, but your account in TenantPilot was switched off.
sign-in-account-inactive-next = Ask whoever runs this installation whether that is right.
sign-in-foreign-origin-title = This request came from another site
sign-in-foreign-origin-text = Signing out works from TenantPilot's own pages only. You are still signed in.
sign-in-foreign-origin-next = Open TenantPilot and sign out from the menu with your name.
sign-in-too-many-attempts-title = Too many sign-ins from here
sign-in-too-many-attempts-text = More sign-ins were started from your network in the last minutes than people would start. Nobody was signed in.
sign-in-too-many-attempts-next = Wait a minute and try again. If it stays, give the reference below to whoever runs this installation.
sign-in-store-unavailable-title = TenantPilot cannot sign anybody in right now
sign-in-store-unavailable-text = Its database does not answer. Running work is kept and goes on by itself.
sign-in-store-unavailable-next = Try again in a minute.
sign-in-unexpected-title = The sign-in failed
sign-in-unexpected-text = TenantPilot met an error of its own. Nobody was signed in.
sign-in-unexpected-next = Try again. If it stays, give the reference below to whoever runs this installation.

## Server: Consent of a tenant's administrator: why it came to nothing (what happened, what it means, what to do next)
consent-back-title = Back from Microsoft
consent-back-continue = Continue
consent-to-connection = To the connection
consent-state-unknown-title = This consent cannot be continued
consent-state-unknown-text = It was not begun in this session, or you no longer have the right to it.
consent-state-unknown-next = Open the connection and begin again. If you did not begin a consent yourself, close this page: nothing was changed.
consent-state-used-title = This consent was finished before
consent-state-used-text = The way back from Microsoft was opened a second time. It counts once.
consent-state-used-next = Look at the connection: its last check shows what was granted.
consent-state-expired-title = The consent took too long
consent-state-expired-text = It has to be finished within fifteen minutes. What was granted at Microsoft stands all the same.
consent-state-expired-next = Check the connection; begin again if the check finds no consent.
consent-cancelled-title = The consent was cancelled
consent-cancelled-text = Somebody pressed Cancel on Microsoft's page. Nothing was granted.
consent-cancelled-next = Begin again when the tenant's administrator is ready to agree.
consent-not-administrator-title = This account may not consent
consent-not-administrator-text = Microsoft lets only administrators of the tenant agree to application permissions.
consent-not-administrator-next = Begin again and sign in with an administrator of that tenant, for instance a Privileged Role Administrator.
consent-redirect-unknown-title = The application does not know the way back
consent-redirect-unknown-text = Its registration does not list TenantPilot's address as a redirect URI.
consent-redirect-unknown-next = Add the redirect URI that the connection's page shows to the registration, then begin again.
consent-app-unknown-title = Microsoft does not know the application
consent-app-unknown-text = There is no application with this client id, or it is not offered to other tenants.
consent-app-unknown-next = Compare the client id with the registration. An application of another tenant has to be multi-tenant.
consent-other-tenant-title = The consent was given in another tenant
consent-other-tenant-text = Whoever agreed signed in to a different tenant than the one that this connection is for. Nothing was changed here.
consent-other-tenant-next = Begin again and sign in with an account of the right tenant.
consent-not-granted-title = Microsoft did not confirm the consent
consent-not-granted-text = The way back carried neither an agreement nor an error.
consent-not-granted-next = Check the connection; begin again if the check finds no consent.
consent-provider-refused-title = Microsoft refused
consent-provider-refused-text = The consent ended with an error at Microsoft's page.
consent-provider-refused-next = Begin again. If it stays, the tenant's sign-in log in Entra names the error.
consent-not-connectable-title = This tenant cannot be connected now
consent-not-connectable-text = A draft, an archived tenant, or one about to be removed takes no consent.
consent-not-connectable-next = Change the tenant's lifecycle first.
consent-check-blocked-title = The consent could not be checked
consent-check-blocked-text = Microsoft says that it was granted, but the check was not started.
consent-check-blocked-next = Clear what stands in the way, then check the connection.
consent-unexpected-title = The consent came to nothing
consent-unexpected-text = The reason is not known here.
consent-unexpected-next = Open the connection and begin again.

## Members
members-purpose = Who works in this workspace, with which role, on which tenants, until when.
members-invite = Invite member
members-search = Search name or address
members-filter-role = Role
members-column-person = Member
members-column-role = Role
members-column-tenants = Tenants
members-column-until = Access ends
members-column-seen = Last sign-in
members-you = You
members-no-end = No end
members-reach-all = All tenants
members-reach-only = Only { $names }
members-reach-except = All but { $names }
members-actions = Actions for { $name }
members-change = Change access
members-remove = Remove member
members-read-only = Your role shows members and changes none.
members-empty-title = Nobody is here
members-empty-body = A workspace always has an owner. If you read this, load the page again.
members-change-title = Change access of { $name }
members-remove-title = Remove { $name }?
members-remove-amount = { $name } loses access to this workspace at once, on every open page too. Their running operations stop before the next step.
members-remove-undo = You can invite them again; what they did stays in the audit log.
members-save = Save access
members-scope-change = The new rights count from the next click of this person on.
members-field-email = E-mail address
members-field-email-help = To tell invitations apart. Whoever opens the link and signs in becomes the member.
members-field-role = Role
members-field-reach = Tenants
members-field-reach-all = All tenants
members-field-reach-all-help = Also those added later.
members-field-reach-only = Only these
members-field-reach-only-help = Tenants added later stay out of reach.
members-field-reach-except = All except these
members-field-reach-except-help = Also those added later.
members-field-named = Which tenants
members-field-until = Access ends
members-field-until-help = At the end of this day (UTC). Leave it empty for no end.
members-field-reason = Reason
members-field-reason-help = Stays in the audit log.
toast-member-changed = Access of { $name } changed
toast-member-removed = { $name } removed
role-help-owner = Everything, also making other owners.
role-help-manager = Everything but making owners.
role-help-operator = Starts and stops operations, reads and exports the audit log.
role-help-approver = Reads, and approves what others ask for; starts nothing.
role-help-read-only = Sees the workspace, changes nothing.
role-help-customer-viewer = A customer: reads published reviews of their own tenants, sees nothing else.
role-help-platform-operator = Runs the installation.
error-field-choice = This is not one of the choices.
error-field-email = This is not an e-mail address.
error-field-future = This day is over. Choose one in the future.
error-field-choose-tenants = Choose at least one tenant.
error-field-customer-tenants = A customer sees only their own tenants: choose which.
error-field-other-plane = This role belongs to other pages. Invite the person for it instead.
error-last-owner = This is the last owner without an end. Make somebody else an owner first.
error-member-already = You are a member of this workspace already.
error-membership-over = The access it would give has ended. Withdraw it and invite again.

## Invitations
invitations-title = Open invitations
invitations-count =
    { $count ->
        [one] { $count } not used yet
       *[other] { $count } not used yet
    }
invitations-none = Nobody is invited at the moment.
invitations-column-email = Invited
invitations-column-expires = Link valid until
invitations-by = by { $name }
invitations-renew = Make new link
invitations-withdraw = Withdraw invitation
invitations-create = Create invitation
invitations-create-title = Invite member
invitations-create-scope = Makes a link that is valid for 7 days. Nobody has access before it is accepted.
invitations-withdraw-title = Withdraw the invitation for { $name }?
invitations-withdraw-amount = Its link leads nowhere from now on. Nobody who is a member already loses anything.
invitations-renew-title = Make a new link for { $name }?
invitations-renew-amount = The link sent before leads nowhere from now on. The new one is valid for 7 days.
invitations-link-title = Invitation for { $name }
invitations-link-body = Send this link yourself. It is shown this once and cannot be read again; TenantPilot keeps only a fingerprint of it.
invitations-link-label = Link of the invitation
invitations-link-done = Done
toast-invitation-withdrawn = Invitation for { $name } withdrawn

## Accepting an invitation
join-title = Invitation
join-heading = Join { $name }
join-by = { $name } invites you to this workspace.
join-as = You are signed in as { $name } ({ $email }).
join-not-you = Not you? Sign out
join-role = Role
join-tenants = Tenants
join-until = Access ends
join-accept = Accept invitation
join-plane-admin = You get access to the operator console of this workspace.
join-plane-review = You get read-only access to what this workspace publishes about your tenants.
join-dead-title = This invitation cannot be used
join-dead-body = It has expired, was withdrawn or replaced by a new one, or somebody has used it. Ask the person who sent it for a new link.

## Start page
sign-in-invited = You were invited to a workspace. Sign in to see the invitation.
sign-in-wanted = Sign in to open the page you asked for.
stranger-title = You belong to no workspace yet
stranger-body = Your sign-in worked, but nobody has invited you. Ask an owner of the workspace you want to work in for an invitation, and open its link here.
stranger-sign-out = Sign out

## My sessions
sessions-purpose = Everywhere you are signed in. End what you do not recognise.
sessions-column-device = Device
sessions-column-address = Address
sessions-column-started = Signed in
sessions-column-seen = Last seen
sessions-column-ends = Ends
sessions-unknown-device = Unknown device
sessions-this = This device
sessions-end = Sign out
sessions-end-of = Sign out { $device }
sessions-end-others = Sign out other devices
sessions-end-everywhere = Sign out everywhere
sessions-only-one = You are signed in on this device only.
sessions-one-title = Sign out { $device }?
sessions-one-amount = Open pages there close at once. Operations that were queued from there and have not started are stopped.
sessions-this-amount = You leave this page and have to sign in again. Operations that you queued from here and that have not started are stopped.
sessions-others-title = Sign out all other devices?
sessions-others-amount =
    { $count ->
        [one] One other sign-in ends at once. Operations queued from there that have not started are stopped.
       *[other] { $count } other sign-ins end at once. Operations queued from there that have not started are stopped.
    }
sessions-everywhere-title = Sign out everywhere?
sessions-everywhere-amount = All your sign-ins end at once, this one too. Operations you queued that have not started are stopped.
sessions-more = More actions for sign-ins
toast-session-ended = Signed out there
toast-sessions-ended = Signed out everywhere else
preferences-title = Preferences
preferences-purpose = They follow you to every device.
language-browser = As the browser
density-help = Height of the rows in lists.

## System console
system-workspaces-purpose = Size and activity of every workspace. Nothing of what is in them is shown here.
system-search = Search name
system-column-workspace = Workspace
system-column-environment = Environment
system-column-active = Active runs
system-column-failed = Without success, 24 h
system-size =
    { $members ->
        [one] { $members } member
       *[other] { $members } members
    }, { $tenants ->
        [one] { $tenants } tenant
       *[other] { $tenants } tenants
    }
system-failed =
    { $count ->
        [0] None
       *[other] { $count }
    }
system-column-activity = Last activity
system-column-created = Created
system-workspaces-empty-title = No workspace yet
system-workspaces-empty-body = The first one is created on the command line; docs/operating.md says how.
system-runs-purpose = Every run of the installation, newest first. Items, files and reasons people gave stay in the workspace.
system-runs-empty-title = Nothing has run yet
system-runs-empty-body = As soon as somebody starts an operation in any workspace, its run appears here.

## Customer review
review-title = Reviews
review-list-purpose = Choose whose reviews you want to read.
review-none-title = Nothing is shared with you
review-none-body = No workspace has given you access to reviews. Ask your contact there for an invitation.
review-home-title = Reviews of your environment
review-home-from = from { $name }
review-empty-title = No review has been published yet
review-empty-body = { $name } has not published a review for you. You do not have to do anything; when one is published, it is here.
review-what-title = What will appear here
review-what-latest = The latest review: what was checked, when, and what could not be checked.
review-what-findings = What needs your decision, in plain words, and the risks you accepted.
review-what-files = The files to keep: the review as a document and the signed evidence.
review-ask-title = Who to ask
review-ask-body = If you expected a review, ask your contact at { $name }.
review-about = About this page
review-tenants = Your tenants
review-tenants-none = None yet
review-access = Your access
review-access-open = Without end
review-access-until = Until
review-read-only = Reading only. Nothing on this page changes anything.

## Schedules
schedules-purpose = Operations that start by themselves, with the rights their owner has at that moment.
schedules-create = Create schedule
schedules-column-operation = Operation
schedules-column-when = When
schedules-column-next = Next start
schedules-column-last = Last start
schedules-column-state = State
schedules-owner = Acts for { $name }
schedules-overdue = Overdue
schedules-actions = Actions for { $name }
schedules-pause = Pause schedule
schedules-resume = Resume schedule
schedules-delete = Delete schedule
schedules-empty-title = Nothing starts by itself
schedules-empty-body = A schedule starts an operation every hour, day or week. People who may manage schedules create the first one here.
schedules-create-title = Create schedule
schedules-create-scope = Starts the operation again and again, with your rights, until it is paused or deleted.
schedules-create-ask = It stops by itself when you lose the right to the operation.
schedules-pause-title = Pause { $name }?
schedules-pause-amount = It starts nothing until somebody resumes it. A run that is under way goes on.
schedules-resume-title = Resume { $name }?
schedules-resume-amount = It goes on from its next time, acting for you from now on. What it missed is not made up for.
schedules-delete-title = Delete { $name }?
schedules-delete-amount = It starts nothing any more and leaves the list. The runs it started stay.
schedules-field-kind = Operation
schedules-field-cadence = How often
schedules-field-at = Time of day
schedules-field-minute = Minute of the hour
schedules-field-weekday = Day
schedules-field-zone = Time zone
schedules-field-zone-help = Summer time is followed.
cadence-hourly = Every hour
cadence-daily = Every day
cadence-weekly = Every week
schedules-hourly = Every hour at minute { $minute }
schedules-daily = Every day at { $time }
schedules-weekly = { $day } at { $time }
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
toast-schedule-created = Schedule created
toast-schedule-paused = Schedule paused
toast-schedule-resumed = Schedule resumed
toast-schedule-deleted = Schedule deleted

## Server: Sandbox identity provider
sandbox-title = Who do you want to be?
sandbox-intro = This is the sandbox identity provider of a demonstration. Continue as one of these people; no password is needed and no Microsoft tenant is connected.
sandbox-no-role = Not invited anywhere yet
sandbox-group-others = Outside the workspaces
sandbox-cancel = Cancel
sandbox-unknown-client-title = Unknown application
sandbox-unknown-client-text = The application that sent you here, or the address it wants you back at, is not registered with the sandbox.
sandbox-page-too-old-title = This page is too old
sandbox-page-too-old-text = It was answered before, or it has been open for more than ten minutes. Go back to TenantPilot and sign in again.
sandbox-consent-title = { $app } asks for permissions
sandbox-consent-intro = This page stands in for Microsoft's consent page. No real tenant is connected.
sandbox-consent-tenant = Tenant
sandbox-consent-asks = The application may
sandbox-consent-accept = Accept
sandbox-consent-unknown-tenant-title = Unknown tenant
sandbox-consent-unknown-tenant-text = The sandbox has no tenant with this id or domain.
sandbox-consent-unknown-app-title = Unknown application
sandbox-consent-unknown-app-text = The sandbox knows no application with this client id.
sandbox-consent-wrong-address-title = Wrong return address
sandbox-consent-wrong-address-text = The address to return to is not registered for this application.
sandbox-control-title = Sandbox tenants
sandbox-control-intro = Make something happen in a demonstration tenant, then look at it in TenantPilot.
sandbox-control-none = The sandbox has no tenants.
sandbox-control-objects = Objects
sandbox-control-changes = Changes so far
sandbox-control-withdrawn = Withdrawn
sandbox-control-state = State
sandbox-control-throttled = Conditional Access is throttled
sandbox-control-change = Change it, or back
sandbox-control-change-more = Change something else in it
sandbox-control-object = Policy
sandbox-control-any-object = one after the other
sandbox-control-delete = Delete a policy
sandbox-control-withdraw = Withdraw a permission
sandbox-control-give-back = Give permissions back
sandbox-control-throttle = Throttle Conditional Access
sandbox-control-let-go = Stop throttling
sandbox-control-reset = Reset
sandbox-control-changed = { $tenant }: policy “{ $name }” was changed.
sandbox-control-deleted = { $tenant }: policy “{ $name }” was deleted.
sandbox-control-permission-withdrawn = { $tenant }: permission { $name } was withdrawn.
sandbox-control-given-back = { $tenant }: all permissions are granted again.
sandbox-control-held-back = { $tenant }: Conditional Access is throttled from now on.
sandbox-control-let-go-done = { $tenant }: Conditional Access answers again.
sandbox-control-was-reset = { $tenant }: everything is as at the start.
sandbox-control-nothing = { $tenant }: there was nothing to do.

## Workspace chooser
chooser-title = Choose a workspace
chooser-purpose =
    { $count ->
        [0] You are not a member of a workspace yet.
        [one] You are a member of { $count } workspace.
       *[other] You are a member of { $count } workspaces. Each is isolated from the others.
    }
chooser-search = Search by name
chooser-pinned = Pinned
chooser-all = All workspaces
chooser-attention =
    { $count ->
        [one] { $count } unread notice
       *[other] { $count } unread notices
    }
chooser-quiet = Nothing new
chooser-pin = Pin { $name }
chooser-unpin = Unpin { $name }
chooser-empty-title = No workspace yet
chooser-empty-body = A workspace holds the tenants you look after. An owner invites you by e-mail; open the link in that message.

## Audit log
audit-purpose = Everything that was done or refused here, in a chain that shows any later change.
audit-search = Search the log
audit-filter-outcome = Outcome
audit-filter-action = Action
audit-filter-actor = Person
audit-filter-kind = Kind of subject
audit-filter-tenant = Tenant
audit-outcome-denied = Refused
audit-column-what = What
audit-column-who = Who
audit-column-subject = Subject
audit-column-tenant = Tenant
audit-column-when = When
audit-empty-title = Nothing recorded yet
audit-empty-body = Each change and each refused attempt in this workspace leaves an entry here that nobody can alter.
audit-entry = Audit entry
audit-entry-by = by { $name }
audit-entry-newer = Newer entry
audit-entry-older = Older entry
audit-entry-changes = What changed
audit-entry-no-changes = This entry records an event; no values changed.
audit-entry-plane = From
audit-entry-run = Run
audit-entry-request = Request
audit-entry-chain = Place in the chain
audit-entry-number = Number
audit-entry-hash = Proof
audit-entry-previous = Proof of the entry before
audit-change-field = Field
audit-change-before = Before
audit-change-after = After
actor-person = Somebody no longer known
actor-system = TenantPilot
actor-anonymous = Somebody not signed in

## Operations: list and run page
operations-purpose = Every operation that people and schedules requested, and how it ended.
operations-start = Start operation
operations-empty-title = Nothing has run yet
operations-empty-body = Exports, checks and everything else that takes time appear here, with what came of it.
outcome-active = Active
run-title = Run
run-column-operation = Operation
run-column-state = State
run-column-results = Results
run-column-tenant = Tenant
run-column-workspace = Workspace
run-whole-workspace = Whole workspace
run-column-actor = Requested by
run-column-created = Requested
run-column-duration = Duration
run-filter-mine = Me
run-stale = No sign of life
run-count = { $done } of { $total }
run-count-failed = · { $count } failed
run-count-none = Not counted
run-started-by = Requested by { $name }
run-cancel = Cancel run
run-cancelling = Stopping
run-cancel-title = Cancel this run?
run-cancel-body = It stops before its next part. What is finished stays; files of an unfinished run are discarded.
run-cancel-amount = One run ends early. It cannot be continued, only started again.
run-retry =
    { $count ->
        [0] Retry
        [one] Retry { $count } failed part
       *[other] Retry { $count } failed parts
    }
run-means-audit-verify = Every entry fits the one before it and the signed checkpoints: nothing was changed, removed or inserted.
run-means-audit-export = The file proves by itself that none of its entries was changed, and none left out unnoticed.
run-means-run-export = The file lists the runs that the filters left, one per line.
run-asked-because = Reason given: { $reason }
run-progress = Progress of the run
run-legend-done = { $count } done
run-legend-failed = { $count } failed
run-legend-skipped = { $count } left alone
run-next = What to do next
run-files = Files
run-file-until = available until
run-download = Download
run-items = Parts
run-items-total =
    { $count ->
        [one] { $count } part
       *[other] { $count } parts
    }
run-item = Part
run-item-result = Result
run-item-what = What happened
run-item-at = At
run-changes = Changes
run-id = Run id
run-retry-of = Retry of
run-retried-by = Retried by
run-open = Open run
run-created = Requested
run-started = Started
run-finished = Ended
run-not-yet = Not yet
changes-nothing = Nothing
changes-tenantpilot = TenantPilot only
changes-tenant = The Microsoft tenant
origin-person = Started by hand
origin-schedule = Started by a schedule
origin-system = Started by TenantPilot
item-pending = Waiting
item-done = Done
item-failed = Failed
item-skipped = Left alone
toast-run-started = Started. It goes on by itself.
toast-run-joined = This is under way already.
toast-run-cancelling = The run stops before its next part.
toast-run-retried = A new run repeats what failed.
toast-open-run = Open run

## Audit log: actions, subjects, rights
action-access-denied = Access refused
action-artifact-downloaded = File downloaded
action-audit-exported = Audit log exported
action-audit-verified = Audit chain verified
action-invitation-accepted = Invitation accepted
action-invitation-created = Invitation sent
action-invitation-renewed = Invitation sent again
action-invitation-revoked = Invitation withdrawn
action-member-added = Member added
action-member-changed = Member changed
action-member-removed = Member removed
action-run-blocked = Run blocked
action-run-cancel-requested = Run asked to stop
action-run-cancelled = Run cancelled
action-run-failed = Run failed
action-run-partially-succeeded = Run partially succeeded
action-run-queued = Run started
action-run-succeeded = Run succeeded
action-schedule-created = Schedule created
action-schedule-deleted = Schedule deleted
action-schedule-paused = Schedule paused
action-schedule-resumed = Schedule resumed
action-session-ended = Session ended
action-session-refused = Sign-in refused
action-session-started = Signed in
action-tenant-added = Tenant added
action-user-added = Person added
action-user-appointed = Made platform operator
action-user-deactivated = Account deactivated
action-user-dismissed = No longer platform operator
action-user-reactivated = Account reactivated
action-workspace-created = Workspace created
action-workspace-resumed = Suspension lifted
action-workspace-suspended = Workspace suspended
subject-artifact = File
subject-audit-log = Audit log
subject-invitation = Invitation
subject-membership = Member
subject-run = Run
subject-schedule = Schedule
subject-session = Session
subject-tenant = Tenant
subject-user = Person
subject-workspace = Workspace
capability-workspace-read = Open the workspace
capability-tenant-read = See tenants
capability-member-read = See members
capability-member-manage = Manage members
capability-run-read = See runs
capability-run-cancel = Cancel runs
capability-run-retry = Retry runs
capability-run-export = Export run metadata
capability-run-diagnose = See diagnostics of runs
capability-audit-read = Read the audit log
capability-audit-export = Export the audit log
capability-audit-verify = Verify the audit chain
capability-schedule-read = See schedules
capability-schedule-manage = Manage schedules
capability-review-read = Read reviews
capability-installation-read = See the installation
capability-tenant-manage = Add tenants and change their lifecycle
capability-connection-read = See provider connections
capability-connection-check = Check provider connections
capability-connection-manage = Manage provider connections
capability-policy-read = See policies
capability-policy-inspect = See raw policy content
capability-inventory-sync = Sync inventory
capability-control-read = See operational controls
capability-control-manage = Set operational controls
capability-finding-read = See findings and acceptances
capability-finding-comment = Comment on findings
capability-finding-triage = Triage findings
capability-finding-assign = Assign findings
capability-finding-work = Work on findings
capability-finding-dismiss = Close findings without a fix
capability-finding-export = Export findings
capability-exception-request = Ask for acceptances of risks
capability-exception-approve = Approve acceptances of risks
capability-exception-revoke = Revoke acceptances of risks
capability-governance-manage = Set rules for findings
capability-baseline-read = See baselines and comparisons
capability-baseline-manage = Manage baselines
capability-baseline-compare = Compare tenants with baselines
capability-installation-control = Set controls of the installation

## Overview of a workspace and of a tenant

tier-gold = Gold
tier-silver = Silver
tier-bronze = Bronze

overview-attention = Needs attention
overview-attention-meta =
    { $count ->
        [one] 1 thing
       *[other] { $count } things, the most urgent first
    }
overview-attention-more =
    { $count ->
        [one] 1 more
       *[other] { $count } more
    }
overview-attention-none = Nothing needs attention
overview-attention-none-body = Nothing is overdue, undecided or unread as far as you can see from here.
overview-severity = Open findings by severity
overview-open = { $count } open
overview-open-label = Open findings
overview-change-more = { $count } more in 7 days
overview-change-fewer = { $count } fewer in 7 days
overview-change-none = no change in 7 days
overview-drift = Drift
overview-pending = Waiting for verification
overview-accepted = Risks accepted
overview-fit = As the baselines say
overview-gauge-label = { $matching } parts match, { $deviating } deviate, { $unknown } are unknown
overview-gauge-of =
    { $count ->
        [one] of 1 part
       *[other] of { $count } parts
    }
overview-matching =
    { $count ->
        [one] 1 matches
       *[other] { $count } match
    }
overview-deviating =
    { $count ->
        [one] 1 deviates
       *[other] { $count } deviate
    }
overview-unknown = { $count } unknown, counted neither way
overview-compared = Oldest comparison:
overview-to-compare = Compare tenants
overview-never-compared = Nothing has been compared with a baseline yet.
overview-trend = Open findings over 90 days
overview-trend-all = All
overview-trend-urgent = Critical and high
overview-trend-unknown = Nothing read
overview-trend-label = Open findings at the end of each of the last 90 days; now { $now }
overview-ranking = Tenants by drift
overview-tenant = Tenant
overview-others = Medium and low
overview-read = Families read
overview-families-short = { $read } of { $all }
overview-not-whole = not all read yet
overview-compared-short = Compared
overview-not-compared = never
overview-read-fully = Fully read
overview-tenants-of = { $complete } of { $all } tenants
overview-families = { $read } of { $all } families
overview-oldest = Oldest reading
overview-newest = Latest reading

overview-item-overdue-different-title = { $subject } differs from its baseline
overview-item-overdue-different-body = { $tenant }: it was due
overview-item-overdue-different-act = Decide
overview-item-overdue-missing-title = { $subject } is missing
overview-item-overdue-missing-body = { $tenant }: it was due
overview-item-overdue-missing-act = Decide
overview-item-overdue-unexpected-title = { $subject } is not expected
overview-item-overdue-unexpected-body = { $tenant }: it was due
overview-item-overdue-unexpected-act = Decide
overview-item-overdue-conflict-title = Baselines disagree about { $subject }
overview-item-overdue-conflict-body = { $tenant }: it was due
overview-item-overdue-conflict-act = Decide
overview-item-overdue-covered-title = { $subject } is now kept by other policies
overview-item-overdue-covered-body = { $tenant }: it was due
overview-item-overdue-covered-act = Decide
overview-item-overdue-consent-lost-title = Consent is lost
overview-item-overdue-consent-lost-body = { $tenant } cannot be read. It was due
overview-item-overdue-consent-lost-act = Look
overview-item-overdue-connection-failing-title = The connection does not work
overview-item-overdue-connection-failing-body = { $tenant } cannot be read. It was due
overview-item-overdue-connection-failing-act = Look
overview-item-overdue-credential-expiring-title = A credential expires
overview-item-overdue-credential-expiring-body = { $tenant }: it was due
overview-item-overdue-credential-expiring-act = Look
overview-item-overdue-sync-failing-title = Syncs fail
overview-item-overdue-sync-failing-body = { $tenant } cannot be read. It was due
overview-item-overdue-sync-failing-act = Look
overview-item-overdue-more-title =
    { $count ->
        [one] 1 more finding is overdue
       *[other] { $count } more findings are overdue
    }
overview-item-overdue-more-body = Their time to decide is over.
overview-item-overdue-more-act = Show
overview-item-undecided-critical-title =
    { $count ->
        [one] 1 new critical finding needs a decision
       *[other] { $count } new critical findings need a decision
    }
overview-item-undecided-critical-body = Nobody has triaged them yet.
overview-item-undecided-critical-act = Triage
overview-item-undecided-high-title =
    { $count ->
        [one] 1 new finding of high severity needs a decision
       *[other] { $count } new findings of high severity need a decision
    }
overview-item-undecided-high-body = Nobody has triaged them yet.
overview-item-undecided-high-act = Triage
overview-item-due-soon-title =
    { $count ->
        [one] 1 finding is due within a day
       *[other] { $count } findings are due within a day
    }
overview-item-due-soon-body = The first of them is due
overview-item-due-soon-act = Show
overview-item-unassigned-title =
    { $count ->
        [one] 1 open finding is nobody's
       *[other] { $count } open findings are nobody's
    }
overview-item-unassigned-body = They wait in the team's queue.
overview-item-unassigned-act = Claim
overview-item-approvals-title =
    { $count ->
        [one] 1 request waits for approval
       *[other] { $count } requests wait for approval
    }
overview-item-approvals-body = Somebody else than the requester decides.
overview-item-approvals-act = Review
overview-item-exceptions-ending-title =
    { $count ->
        [one] 1 exception ends within 14 days
       *[other] { $count } exceptions end within 14 days
    }
overview-item-exceptions-ending-body = Their findings reopen by themselves. The first ends
overview-item-exceptions-ending-act = Review
overview-item-families-unread-title =
    { $count ->
        [one] 1 family of { $tenant } is not fully read
       *[other] { $count } families of { $tenant } are not fully read
    }
overview-item-families-unread-body = What is in them is unknown, and counts neither as fine nor as wrong.
overview-item-families-unread-act = Look
overview-item-tenants-unread-title = { $count } tenants are not fully read
overview-item-tenants-unread-body = What was not read is unknown, and counts neither as fine nor as wrong.
overview-item-tenants-unread-act = Look
overview-item-never-read-title =
    { $count ->
        [one] { $tenant } was never read
       *[other] { $count } tenants were never read
    }
overview-item-never-read-body = Nothing is known about what is configured there.
overview-item-never-read-act = Look
overview-item-no-baseline-title =
    { $count ->
        [one] { $tenant } was never compared with a baseline
       *[other] { $count } tenants were never compared with a baseline
    }
overview-item-no-baseline-body = Without a baseline nobody can say what should be.
overview-item-no-baseline-act = Choose
overview-item-runs-failed-title =
    { $count ->
        [one] 1 operation failed today
       *[other] { $count } operations failed within a day
    }
overview-item-runs-failed-body = The latest ended
overview-item-runs-failed-act = Show

## Overview of a workspace
home-purpose = What is going on here, and what needs a look.
home-active = Going on now
home-recent = Latest operations
home-all-runs = All operations
home-environment = Environment
home-role = Your role

## Operations: kinds, sentences, reasons, next steps
operation-audit-export = Export audit log
operation-audit-verify = Verify audit chain
operation-run-export = Export run metadata
run-sentence-queued = Waiting for its turn. It normally starts within a second.
run-sentence-running =
    { $total ->
        [0] Under way.
        [one] Under way: { $done } of one part is done.
       *[other] Under way: { $done } of { $total } parts are done.
    }
run-sentence-stale = The worker gives no sign of life. The run is taken over by another one by itself; nothing is done twice.
run-sentence-cancelling = It stops before its next part. What is finished stays.
run-sentence-succeeded =
    { $total ->
        [0] Finished; there was nothing to do.
        [one] Finished: one part is done and nothing failed.
       *[other] Finished: all { $total } parts are done and nothing failed.
    }
run-sentence-partially-succeeded =
    { $failed ->
        [one] { $done } of { $total } parts are done, one failed.
       *[other] { $done } of { $total } parts are done, { $failed } failed.
    }
run-sentence-failed = It did not succeed.
run-sentence-blocked = It was stopped before its next step, because something it needs is no longer given. Nothing was written after that.
run-sentence-cancelled =
    { $done ->
        [0] Cancelled before anything was done.
       *[other] Cancelled; { $done } of { $total } parts were done before.
    }
run-fact-attempt = Attempt
run-fact-max-attempts = Attempts at most
run-fact-queue = Queue
run-fact-heartbeat-at = Last sign of life
run-fact-lease-until = Taken over after
run-fact-scheduled-for = Due at
run-fact-request-ref = Request
run-fact-entries = Entries
run-fact-withheld = Entries shown as a digest only
run-fact-runs = Runs
run-fact-fault = What is wrong
run-fact-entry = First entry concerned
run-fact-checkpoint = Signed up to entry
subject-audit-entries = Audit entries
subject-runs = Runs
reason-session-revoked = The session it was started from was revoked.
reason-account-inactive = The account of the person who asked was deactivated.
reason-membership-ended = The person who asked is no longer a member of this workspace.
reason-membership-expired = The membership of the person who asked has expired.
reason-capability-lost = The role of the person who asked no longer includes this.
reason-tenant-scope-changed = The tenants that the person who asked may work on have changed.
reason-workspace-suspended = The workspace is suspended.
reason-kind-unknown = This installation no longer knows the operation.
reason-system-not-allowed = TenantPilot may not do this by itself.
reason-arguments-invalid = What was asked for is no longer valid.
reason-target-missing = What it was about does not exist any more.
reason-attempts-exhausted = Its worker was lost too often.
reason-worker-lost = Its worker was lost, and repeating it could do something twice.
reason-unexpected-error = Something went wrong on our side.
reason-cancelled-by-person = Somebody cancelled it.
reason-items-failed = Some parts failed.
reason-audit-chain-broken = The audit log does not hold together: an entry was changed, removed or added.
next-step-wait = Wait
next-step-why-wait = This page follows the run by itself. You can leave it; you get a notice at the end.
next-step-download = Download the file
next-step-why-download = It stays available for 30 days, for everybody whose role includes this export.
next-step-start-again = Start it again
next-step-why-start-again = A new run uses your rights of today.
next-step-ask-owner = Ask an owner of the workspace
next-step-why-ask-owner = Owners can give back the role or the tenants that are missing. Then it can be started again.
next-step-ask-platform = Ask the people who run this installation
next-step-why-ask-platform = Only they can lift the suspension.
next-step-contact-support = Tell support the run id
next-step-why-contact-support = Diagnostics and raw context on this page are what they need.
next-step-retry = Try again
next-step-why-retry = Only what failed is done again where the operation allows it; otherwise everything is.
next-step-check-result = Look at what was done
next-step-why-check-result = The last part may or may not have happened. Check it before you start again.
next-step-look-at-items = Look at the parts that failed
next-step-why-look-at-items = They stand at the top of the list, each with its reason.
next-step-keep-evidence = Keep the database as it is
next-step-why-keep-evidence = Make a copy before anybody repairs anything. The first entry concerned stands under diagnostics.
error-run-over = This run is over already.
error-run-not-retryable = There is nothing to retry in this run.
error-too-many-schedules = There are too many schedules in this workspace. Delete one first.

## Policy families, as Microsoft's portals name them
family-settings-catalog = Settings catalog policies
family-device-configuration = Device configuration templates
family-administrative-templates = Administrative templates
family-admx-files = Imported ADMX files
family-reusable-settings = Reusable settings
family-hardware-configurations = Hardware configurations
family-endpoint-security-intents = Endpoint security profiles (older kind)
family-device-compliance = Device compliance policies
family-linux-compliance = Linux compliance policies
family-compliance-scripts = Compliance scripts
family-notification-templates = Notification templates
family-powershell-scripts = PowerShell platform scripts
family-macos-shell-scripts = macOS shell scripts
family-macos-custom-attributes = macOS custom attributes
family-remediations = Remediations
family-update-rings = Update rings
family-feature-updates = Feature updates
family-quality-updates = Expedited quality updates
family-quality-update-policies = Quality update policies
family-driver-updates = Driver updates
family-apps = Applications
family-app-configuration-devices = App configuration for managed devices
family-app-configuration-apps = App configuration for managed apps
family-app-protection = App protection policies
family-policy-sets = Policy sets
family-vpp-tokens = Apple volume purchase tokens
family-terms-and-conditions = Terms and conditions
family-device-categories = Device categories
family-enrollment-configurations = Enrollment restrictions and status pages
family-autopilot-profiles = Windows Autopilot profiles
family-apple-enrollment-tokens = Apple enrollment program tokens
family-apple-user-enrollment = Apple user enrollment profiles
family-android-enrollment-profiles = Android Enterprise enrollment profiles
family-branding-profiles = Company Portal appearance
family-conditional-access = Conditional Access policies
family-named-locations = Named locations
family-authentication-contexts = Authentication contexts
family-authentication-strengths = Authentication strengths
family-terms-of-use = Terms of use
family-authorization-policy = Authorization settings
family-authentication-methods = Authentication methods
family-cross-tenant-access = Cross-tenant access settings
family-security-defaults = Security defaults
family-authentication-flows = Self-service sign-up
family-device-registration = Device registration settings
family-external-identities = External identities settings
family-assignment-filters = Assignment filters
family-scope-tags = Scope tags
family-intune-roles = Intune roles
family-intune-role-assignments = Intune role assignments
family-approval-policies = Multi-admin approval policies
family-compliance-partners = Compliance partners
family-threat-defense-connectors = Mobile threat defense connectors
family-management-partners = Device management partners
family-remote-assistance-partners = Remote assistance partners
family-tenant-settings = Device management settings
family-apple-push-certificate = Apple push certificate
family-managed-google-play = Managed Google Play
family-cleanup-rules = Device clean-up rules
family-cloud-pc-provisioning = Cloud PC provisioning policies
family-cloud-pc-user-settings = Cloud PC user settings
family-group-device-configuration = Device configuration
family-group-endpoint-security = Endpoint security
family-group-compliance = Compliance
family-group-scripts = Scripts and remediations
family-group-updates = Windows and Apple updates
family-group-apps = Apps and app protection
family-group-enrollment = Enrollment
family-group-access = Conditional Access
family-group-directory = Entra settings
family-group-rbac = Roles, scope tags and filters
family-group-tenant-wide = Tenant-wide settings
family-group-windows-365 = Windows 365 Cloud PCs

## What permissions are for
feature-device-configuration = Read device configuration, compliance and updates
feature-scripts = Read scripts and remediations
feature-enrollment = Read enrollment and connectors
feature-apps = Read apps and app protection
feature-policy-sets = Read policy sets
feature-rbac = Read Intune roles and scope tags
feature-devices = Read device categories and clean-up rules
feature-conditional-access = Read Conditional Access
feature-directory-policies = Read Entra settings
feature-terms-of-use = Read terms of use
feature-windows-365 = Read Windows 365
feature-change-authors = Say who changed Intune policies
feature-directory-change-authors = Say who changed Conditional Access and Entra settings
feature-group-names = Show names of groups
feature-user-names = Show names of users
feature-application-names = Show names of applications
feature-role-names = Show names of directory roles
permission-fix-grant-permissions = Grant the missing permissions to the application, then check again.
permission-fix-consent-again = No permission is granted at all: let an administrator of the tenant agree again.

## Platforms of policies
platform-windows = Windows
platform-macos = macOS
platform-ios = iOS and iPadOS
platform-android = Android
platform-linux = Linux
platform-chromeos = ChromeOS
platform-several = Several platforms
platform-any = No single platform
platform-none = No platform

## Controls

action-control-engaged = Operation stopped
action-control-released = Stop released
subject-control = Control
reason-stopped-by-workspace = This workspace has stopped this kind of operation.
reason-stopped-by-installation = The people who run this installation have stopped this kind of operation.
next-step-look-at-controls = Look at the controls
next-step-why-look-at-controls = They say who stopped it and why. Owners and managers can allow it again; then start it again.
next-step-ask-platform-control = Ask the people who run this installation
next-step-why-ask-platform-control = Only they can allow it again. The controls say why they stopped it.
error-control-engaged = It is stopped already.
error-control-released = It is not stopped any more.
error-schedule-no-tenant = This operation is not about one tenant.
control-free = Allowed
control-stopped = Stopped
touches-nothing = Does not talk to Microsoft
touches-read = Reads the Microsoft tenant
touches-write = Writes to the Microsoft tenant
controls-purpose = A stopped operation does not start, and ends before its next step where it is under way. Everybody here sees why.
controls-all = All operations
controls-all-sub = Everything at once
controls-column-operation = Operation
controls-column-state = State
controls-column-why = Why
controls-column-since = Since
controls-column-change = Change
controls-by = By { $name }
controls-by-installation = By the people who run this installation
controls-by-command = From the server's command line
controls-with-all = Because everything is stopped.
controls-stop = Stop
controls-stop-of = Stop: { $name }
controls-release = Allow again
controls-release-of = Allow again: { $name }
controls-stop-title = Stop: { $name }
controls-release-title = Allow again: { $name }
controls-stop-workspace = It starts nowhere in this workspace, whoever asks. What is under way ends as blocked before its next step or request.
controls-stop-installation = It starts in no workspace of this installation. What is under way ends as blocked before its next step or request.
controls-stop-then = Schedules wait, and catch up once when it is allowed again. Nothing already done is undone.
controls-release-workspace = It can be started again in this workspace.
controls-release-installation = It can be started again in every workspace that has not stopped it itself.
controls-release-then = Waiting schedules catch up once. Runs that were ended are started anew by whoever wants them.
controls-field-reason = Reason
controls-field-reason-help-workspace = Everybody in this workspace reads it here; it stays in the audit log.
controls-field-reason-help-installation = Everybody in every workspace reads it; it stays in the installation's audit log.
controls-everything-title = Everything is stopped
controls-everything-body = No operation starts until this is allowed again.
controls-empty-title = No operations
controls-empty-body = This installation has no operations to stop.
controls-bite-title = Some operations are stopped
controls-bite-body = They cannot be started, and schedules of them wait.
controls-bite-open = See the controls
system-controls-purpose = What is stopped here is stopped in every workspace, and each of them reads why.
toast-control-stop = It is stopped
toast-control-release = It may start again
schedules-waits = Waits
schedules-field-tenant = Tenant
schedules-field-tenant-help = For operations about one tenant.
schedules-no-tenant = None

## Tenants and connections: actions, reasons, next steps
action-connection-changed = Connection changed
action-connection-checked = Connection checked
action-connection-created = Connection added
action-connection-disabled = Connection disabled
action-connection-enabled = Connection enabled
action-connection-removed = Connection removed
action-consent-asked = Consent begun
action-consent-granted = Consent granted
action-consent-withdrawn = Consent withdrawn
action-credential-added = Credential added
action-credential-checked = Credential checked
action-credential-discarded = Credential discarded
action-credential-promoted = Credential made current
action-credential-retired = Credential destroyed
action-credential-rewrapped = Credentials put under the new key
action-tenant-changed = Tenant changed
action-tenant-identified = Tenant identified
action-tenant-lifecycle-changed = Lifecycle of tenant changed
subject-connection = Connection
subject-credential = Credential
operation-connection-check = Check connection
error-field-guid = This is not an id of the form 00000000-0000-0000-0000-000000000000.
error-field-domain = This is not a domain name, such as contoso.com.
error-field-date = This is not a day.
error-field-tenant-claimed = Another tenant of this workspace has this id.
error-field-tenant-fixed = The id of an identified tenant does not change. Add the other tenant as its own.
error-tenant-lifecycle = The tenant's lifecycle does not allow this step. Load the page again.
error-tenant-not-connectable = This tenant cannot be connected: identify it, or bring it back from the archive first.
error-connection-other-enabled = Another connection of this tenant is enabled. Disable that one first.
error-connection-no-credential = The connection has no credential. Add one first.
error-credential-next-waits = A new credential is waiting already. Make it current or discard it first.
error-credential-not-next = This credential is not waiting any more. Load the page again.
error-credential-unchecked = Check the new credential first: only one that works may become current.
error-credential-expired = This credential has expired. Discard it and add another one.
error-credential-secret-id = This is the id of a secret. The value is needed; Entra shows it once, when the secret is made.
error-credential-secret-characters = A secret has no spaces and no special letters. Copy it again.
error-credential-too-large = This is too large for a certificate.
error-credential-unreadable = This is neither PEM text nor a PKCS#12 file.
error-credential-no-key = The private key is missing. Bring certificate and key together.
error-credential-no-certificate = The certificate is missing. Bring certificate and key together.
error-credential-password-needed = This file is protected: enter its password.
error-credential-password-not-needed = This key is not protected: leave the password empty.
error-credential-password-wrong = The password does not open this file.
error-credential-rsa-only = Microsoft needs an RSA key here.
error-credential-key-short = The key is too short: at least 2048 bits are needed.
error-credential-key-mismatch = Certificate and private key do not belong together.
error-credential-certificate-expired = This certificate has expired.
error-credential-certificate-early = This certificate is not valid yet.
reason-tenant-not-operable = The tenant's lifecycle does not allow work with it.
reason-tenant-draft = The tenant is a draft: nobody has said yet which Microsoft tenant it is.
reason-tenant-onboarding = The tenant is being onboarded and may only be read.
reason-tenant-suspended = The tenant is suspended.
reason-tenant-archived = The tenant is archived.
reason-tenant-removal-pending = The tenant is about to be removed.
reason-tenant-other = The answers came from another Microsoft tenant than the one named here. Nothing was taken over.
reason-tenant-unproven = The answers did not say which Microsoft tenant they came from. Nothing was taken over.
reason-permissions-unknown = What is granted could not be found out.
reason-connection-missing = The tenant has no connection.
reason-connection-disabled = The tenant's connection is disabled.
reason-connection-unknown = It is not known whether the tenant is connected.
reason-consent-missing = No administrator of the tenant has consented yet.
reason-consent-withdrawn = The tenant's consent was withdrawn.
reason-credential-missing = The connection has no credential.
reason-credential-expired = The connection's credential has expired.
reason-credential-wrong = Microsoft does not accept the secret. Often the secret's id was copied instead of its value.
reason-credential-unreadable = The stored credential does not open: its record was changed or damaged.
reason-credential-key-unknown = The stored credential was sealed with a key that this installation no longer knows.
reason-certificate-refused = Microsoft does not accept the certificate: it is not uploaded to the application, or not yet known everywhere.
reason-app-not-in-tenant = The application is not in this tenant: nobody consented yet, or it was removed.
reason-app-disabled = The application is disabled in the tenant.
reason-tenant-not-found = Microsoft does not know a tenant with this id: it was deleted, or the id is wrong.
reason-tenant-blocked = Microsoft has blocked or deleted this tenant.
reason-service-not-in-tenant = The service is missing in this tenant: usually it has no Intune licence.
reason-access-policy-blocks = A Conditional Access policy of the tenant keeps the application out.
reason-sign-in-unavailable = Microsoft's sign-in did not answer. Nothing is known to have changed.
reason-sign-in-throttled = Microsoft's sign-in asked for a pause.
reason-token-request-refused = Microsoft refused to sign the application in.
reason-graph-unreachable = Microsoft Graph could not be reached. Nothing is known to have changed.
reason-connection-lost = The line to Microsoft broke off.
reason-timeout = Microsoft did not answer in time.
reason-throttled = Microsoft asked for a pause.
reason-provider-error = Microsoft answered with an error of its own.
reason-provider-refused = Microsoft refused the request.
reason-answer-malformed = Microsoft's answer could not be read.
reason-answer-too-large = Microsoft's answer was larger than anything expected.
reason-token-rejected = Microsoft Graph did not accept the sign-in.
reason-service-refused = The service behind Microsoft Graph refused this tenant.
reason-claims-challenge = The tenant asks for more than an application can prove.
reason-permission-missing = A permission is missing.
reason-resource-unlicensed = The tenant has no licence for this.
reason-resource-unsupported = The tenant's services do not offer this.
reason-object-incomplete = Microsoft's answer holds fewer entries than it says.
reason-object-malformed = Microsoft's answer holds an object that cannot be identified.
reason-object-not-found = The object was gone when its details were asked for.
reason-object-twice = Microsoft's list names the same object twice.
reason-paging-flood = Microsoft's list did not end.
reason-paging-foreign = Microsoft's list continues at a foreign address, which was not followed.
reason-paging-loop = Microsoft's list leads back to itself.
next-step-open-tenant = Look at the tenant
next-step-why-open-tenant = Whoever may manage tenants can change its lifecycle there.
next-step-add-connection = Add a connection
next-step-why-add-connection = The tenant's page leads there. An application with read permissions is enough.
next-step-enable-connection = Enable the connection
next-step-why-enable-connection = Somebody disabled it on purpose; its audit entries say why.
next-step-ask-consent = Ask the tenant's administrator for consent
next-step-why-ask-consent = The connection's page leads to Microsoft's page for it. Afterwards it is checked by itself.
next-step-grant-permissions = Grant the missing permissions
next-step-why-grant-permissions = The permissions page names them and what each is for. After granting, consent and check again.
next-step-replace-credential = Replace the credential
next-step-why-replace-credential = Add the new one on the connection's page, check it, and make it current. Work goes on meanwhile.
next-step-correct-connection = Correct the connection
next-step-why-correct-connection = Compare client id and tenant id with what Entra shows.
next-step-check-connection = Check the connection again
next-step-why-check-connection = A check says what is granted and whether it still works.
next-step-ask-tenant = Ask the tenant's administrator
next-step-why-ask-tenant = The cause lies in the tenant: its Entra sign-in log under service principals shows it.
next-step-wait-provider = Try again later
next-step-why-wait-provider = Such faults pass. What was known before still stands.
next-step-ask-platform-keys = Ask the people who run this installation
next-step-why-ask-platform-keys = They can name the former key in TENANTPILOT_FORMER_SECRET_KEYS. Otherwise replace the credential.

## Inventory: the sync and what its parts can say
operation-inventory-sync = Sync inventory
action-inventory-synced = Inventory synced
subject-family = Policy family
subject-feature = Feature
subject-log = The tenant's audit log
subject-names = Names of groups and people
run-fact-capture = Capture
run-fact-families = Families asked
run-fact-complete = Families read completely
run-fact-incomplete = Families not read completely
run-fact-objects = Policies seen
run-fact-created = Policies new
run-fact-changed = Policies changed
run-fact-deleted = Policies gone
run-fact-restored = Policies back
run-fact-requests = Requests to Microsoft
reason-family-partial = Only a part could be read. What is missing stays as it was known before; nothing counts as deleted.
reason-family-forbidden = Reading is not allowed: a permission is missing. Nothing changed here.
reason-family-throttled = Microsoft asked for a pause for too long. What was known before still stands.
reason-family-unsupported = This tenant's service does not offer these policies, or they were never set up.
reason-family-unlicensed = The tenant has no licence for these policies.
reason-family-not-read = It was not read. What was known before still stands.
reason-log-partial = The tenant's audit log could only be read in part: some authors are not known yet.
reason-log-forbidden = The tenant's audit log may not be read: authors of changes are not known.
reason-log-throttled = Microsoft asked for a pause while the audit log was read: some authors are not known yet.
reason-log-unsupported = The tenant has no audit log that could be read: authors of changes are not known.
reason-log-unlicensed = The tenant has no licence for its audit log: authors of changes are not known.
reason-names-unknown = Some names could not be asked for. The ids are shown instead.
reason-policy-unreadable = A policy has a form that cannot be read.
next-step-nothing-needed = Nothing has to be done
next-step-why-nothing-needed = The tenant does not have this. It is asked again with every sync.

## Baselines
nav-baselines = Baselines
nav-compare = Compare
nav-groups = Tenant groups
baselines-title = Baseline
baselines-purpose = What should be configured, in which tenants, and how far they are from it.
baselines-create = Create baseline
baselines-create-scope = A baseline with an empty draft. No tenant is held against it before it is published and assigned.
baselines-empty-title = No baseline yet
baselines-empty-body = A baseline says what should be configured. Take it over from a tenant that is as you want it, or choose policies of several.
baselines-column-baseline = Baseline
baselines-column-version = Version
baselines-column-parts = Parts
baselines-column-holds = Holds in
baselines-column-result = Result
baselines-version = Version { NUMBER($number, useGrouping: "false") }
baselines-published = Version { NUMBER($number, useGrouping: "false") } published
baselines-unpublished = Not published yet
baselines-draft = Version { NUMBER($number, useGrouping: "false") } in draft
baselines-parts-count =
    { $count ->
        [one] { $count } part
       *[other] { $count } parts
    }
baselines-families-count =
    { $count ->
        [one] { $count } family
       *[other] { $count } families
    }
baselines-tenants-count =
    { $count ->
        [one] { $count } tenant
       *[other] { $count } tenants
    }
baselines-policies-count =
    { $count ->
        [one] { $count } policy
       *[other] { $count } policies
    }
baselines-behind =
    { $count ->
        [one] { $count } on an older version
       *[other] { $count } on an older version
    }
baselines-waiting =
    { $count ->
        [one] { $count } not started yet
       *[other] { $count } not started yet
    }
baselines-nowhere = Not assigned
baselines-deviating = { $count } of { $total } deviate
baselines-none-deviating =
    { $total ->
        [one] No deviation in { $total } tenant
       *[other] No deviation in { $total } tenants
    }
baselines-known = { $whole } of { $total } tenants fully read
baselines-field-name = Name
baselines-field-description = Description
baselines-field-way = Where its parts come from
baselines-way-capture = Captured from a reference tenant
baselines-way-compose = Composed from policies of several tenants
baselines-way-empty = Nothing yet
baselines-way-help = Parts can be added from anywhere later.
toast-baseline-created = { $name } created
toast-baseline-changed = { $name } changed
toast-baseline-published = { $name } published
toast-baseline-deleted = { $name } deleted
toast-baseline-draft = Draft started
toast-baseline-taken = Draft changed

## Baseline: record
baselines-tabs = Parts of this page
baselines-tab-parts = Parts
baselines-tab-families = Families
baselines-tab-rules = Rules
baselines-tab-variables = Variables
baselines-tab-rings = Rings and assignments
baselines-tab-versions = Versions
baselines-actions = Actions for { $name }
baselines-holds-in =
    { $count ->
        [0] holds in no tenant
        [one] holds in { $count } tenant
       *[other] holds in { $count } tenants
    }
baselines-publish = Publish
baselines-publish-number = Publish version { NUMBER($number, useGrouping: "false") }
baselines-publish-scope = The version is fixed and cannot be changed any more. Tenants are held against it once their ring uses it.
baselines-publish-ring = Use it in ring 1 at once
baselines-field-note = What is new
baselines-field-note-help = For whoever reads the versions later.
baselines-edit = Edit
baselines-go-to-draft = Open draft
baselines-go-rings = Rings and assignments
baselines-rename = Change name and description
baselines-rename-scope = Only how the baseline is called. Versions and results stay as they are.
baselines-delete = Delete baseline
baselines-delete-scope =
    { $count ->
        [0] It holds nowhere. Its versions stay readable in the log; this cannot be undone.
        [one] It stops holding in { $count } tenant and its findings there are closed as no longer applicable. This cannot be undone.
       *[other] It stops holding in { $count } tenants and its findings there are closed as no longer applicable. This cannot be undone.
    }
baselines-field-typed-name = Type { $name } to confirm
baselines-part-remove-scope = Removes { $name } from the draft. Published versions keep what they have.
baselines-banner-draft = You see version { NUMBER($number, useGrouping: "false") }, a draft
baselines-banner-draft-body = No tenant is held against it before it is published and a ring uses it.
baselines-changes = { $added } added, { $changed } changed, { $removed } removed.
baselines-no-changes = Nothing is changed yet.
baselines-banner-older = You see version { NUMBER($number, useGrouping: "false") }; the newest is { NUMBER($latest, useGrouping: "false") }
baselines-banner-older-body = Published versions do not change. Published on
baselines-banner-newest = Open newest
baselines-banner-discarded = Version { NUMBER($number, useGrouping: "false") } was discarded and never held
baselines-banner-stale =
    { $count ->
        [one] { $count } part was captured under earlier reading rules
       *[other] { $count } parts were captured under earlier reading rules
    }
baselines-banner-stale-body = Such parts cannot be compared. Take them over anew in a draft.
baselines-parts-search = Search parts
baselines-parts-back = All parts
baselines-parts-empty-title = No parts yet
baselines-parts-empty-body = A part is a policy that should be there. Capture whole families from a tenant, or add single policies.
baselines-column-part = Part
baselines-column-compares = Assignments
baselines-column-change = Change
baselines-column-source = Taken from
baselines-severity = Severity
baselines-severity-by-rule = By rule
baselines-assignments-compare = Compared
baselines-assignments-ignore = Not compared
baselines-assignments-meta-compare = Compared with each tenant
baselines-assignments-meta-ignore = Shown, not compared
baselines-variables-count =
    { $count ->
        [one] { $count } variable
       *[other] { $count } variables
    }
baselines-change-same = Unchanged
baselines-source-hidden = A tenant outside your reach
baselines-stale = Captured under earlier reading rules
baselines-newer-changed = Has changed there since
baselines-newer-gone = Is gone there since
baselines-newer-unread = Unknown whether it changed there
baselines-captured = Taken over
baselines-part-content = What it says
baselines-part-lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
baselines-part-unassigned = Its source applies it to nobody.
baselines-part-save = Save
baselines-part-again = Take over anew
baselines-part-remove = Remove from draft
baselines-places = Values left to each tenant
baselines-places-body = A value that differs from tenant to tenant can become a variable. Each tenant then fills in its own, and only that is expected there.
baselines-places-search = Search values
baselines-places-count =
    { $count ->
        [one] { $count } value
       *[other] { $count } values
    }
baselines-places-none = No value here can be left to tenants.
baselines-column-place = Property
baselines-column-value = Value
baselines-is-variable = Variable
baselines-variable-make = Make variable
toast-part-saved = Part changed

## Baseline: where parts come from
baselines-capture = Capture from tenant
baselines-capture-body = What a tenant has now becomes what should be. Only families that were read completely can be captured.
baselines-capture-tenant = Reference tenant
baselines-capture-completeness = Completeness
baselines-capture-none-title = No tenant was read yet
baselines-capture-none-body = Sync a tenant first; then its families can be captured here.
baselines-capture-families = Families to capture
baselines-capture-scope = Changes the draft: policies of these families are added or brought up to date. Nothing is asked of the tenant.
baselines-capture-all = Choose all
baselines-capture-none = Choose none
baselines-capture-action = Capture
baselines-capture-incomplete = Cannot be captured
baselines-capture-incomplete-meta = Not read completely: what is missing there is unknown
baselines-capture-unread-title = No family was read completely
baselines-capture-unread-body = Sync the tenant, or see on its page what keeps it from being read.
baselines-refused-title = Left out of the capture
baselines-add = Add policies
baselines-add-body = Choose policies of any tenant. The draft takes over what they say now.
baselines-add-action = Add to draft
baselines-is-part = In the draft
baselines-column-known = Family read

## Baseline: families, rules, variables
baselines-families-body = Where a family is named completely, whatever else a tenant has there is unexpected. Elsewhere tenants may have more.
baselines-families-empty-body = Families come with their parts.
baselines-column-exhaustive = Named completely
baselines-exhaustive = Anything else is unexpected
baselines-not-exhaustive = Tenants may have more
baselines-rules-body = A rule says which property is not compared: noise, or a matter of each tenant. What a rule hides is shown before it is saved.
baselines-rules-empty-title = Everything is compared
baselines-rules-empty-body = Add a rule where differences do not matter.
baselines-all-families = All families
baselines-column-property = Property
baselines-field-path = Path
baselines-field-path-help = As it stands under a difference. * stands for one name, [*] for any member, ** for any depth.
baselines-field-reason = Why
baselines-field-reason-help = Shown wherever the rule leaves something out.
baselines-rule-add = Add rule
baselines-rule-remove = Remove rule
baselines-rule-preview = Preview effect
baselines-rule-save = Save rule
baselines-rule-scope = Changes the draft. Results change when it is published and a ring uses it.
baselines-effect-hides =
    { $count ->
        [one] The rule would hide { $count } difference of today; { $left } would stay.
       *[other] The rule would hide { $count } differences of today; { $left } would stay.
    }
baselines-effect-nothing = The rule would hide no difference of today.
baselines-effect-basis = { $looked } policies looked at; { $clean } of them would have no difference left.
baselines-effect-partly = { $count } policies were too many to look at: the numbers are at least these.
baselines-effect-mistyped = No part of the draft has this property
baselines-effect-mistyped-body = The path may be mistyped.
baselines-effect-tenants = Effect by tenant
baselines-effect-hidden = Hidden
baselines-effect-left = Left
baselines-effect-clean = Without differences
baselines-effect-rows =
    { $count ->
        [one] See the differences of { $count } policy
       *[other] See the differences of { $count } policies
    }
baselines-effect-back = Change rule
baselines-variables-body = Where a variable stands, each tenant fills in its own value, else the default holds.
baselines-variables-empty-title = No variables
baselines-variables-empty-body = Open a part and make one of its values a variable.
baselines-column-variable = Variable
baselines-column-set-by = Set by
baselines-field-default = Default
baselines-field-default-help = Holds where a tenant has no value of its own.
baselines-variable-help = One of the same name fills several places with one value.
baselines-variable-scope = Changes the draft. Tenants fill in their values on their own pages.
baselines-variable-change = Change default
baselines-variable-remove = Remove variable

## Baseline: rings, assignments, versions
baselines-rings = Rings
baselines-rings-body = A new version reaches tenants ring by ring, when you move a ring on. Ring 1 comes first.
baselines-rings-none = No ring yet.
baselines-column-ring = Ring
baselines-column-uses = Uses
baselines-column-next = Next step
baselines-ring-number = Ring { NUMBER($number, useGrouping: "false") }
baselines-ring-add = Add ring
baselines-ring-rename = Rename ring
baselines-ring-remove = Remove ring
baselines-ring-scope = Only the order of the roll-out. No tenant moves.
baselines-ring-actions = Actions for ring { NUMBER($number, useGrouping: "false") }
baselines-ring-advance = Move to version { NUMBER($number, useGrouping: "false") }
baselines-ring-reason-ring-before-is-behind = The ring before comes first
baselines-ring-reason-nothing-published = Nothing published yet
baselines-ring-reason-up-to-date = Up to date
baselines-field-ring-name = Name of the ring
baselines-uses-none = None yet
baselines-since = Since
baselines-assigned = Where it holds
baselines-assign = Assign
baselines-assign-change = Change assignment
baselines-assign-scope = Says against what these tenants are held from the next compare on. Nothing changes in the tenants.
baselines-assign-empty-title = Holds nowhere yet
baselines-assign-empty-body = Assign it to tenants, or to a group so that newcomers are held against it too.
baselines-unassign = Remove assignment
baselines-column-where = Tenant or group
baselines-group = Group
baselines-tenant = Tenant
baselines-overridden =
    { $count ->
        [one] { $count } placed otherwise
       *[other] { $count } placed otherwise
    }
baselines-priority = Priority
baselines-priority-number = Priority { $number }
baselines-priority-meta = The smaller priority wins where baselines disagree
baselines-priority-help = 1 to 999; the smaller one wins.
baselines-versions-meta = Published versions do not change
baselines-column-state = State
baselines-column-changes = Changes
baselines-column-published = Published
baseline-version-draft = Draft
baseline-version-published = Published
baseline-version-discarded = Discarded
baselines-ask-draft = Start draft
baselines-ask-draft-scope = The next version begins with what the newest one says. What is published stays as it is.
baselines-ask-discard = Discard draft
baselines-ask-discard-scope = Everything changed in this draft is lost. What is published stays as it is.
baselines-ask-unrule = Remove rule
baselines-ask-unrule-scope = { $name } is compared again once the draft is published.
baselines-ask-unvariable = Remove variable
baselines-ask-unvariable-scope = { $name } is expected as it stands in the part again, in every tenant.
baselines-ask-unassign = Remove assignment
baselines-ask-unassign-scope = { $name } is not held against this baseline any more, unless another assignment says so; findings there are closed as no longer applicable.
baselines-ask-advance = Move ring
baselines-ask-advance-scope = The tenants of { $name } are held against the new version from the next compare on.
baselines-ask-unring = Remove ring
baselines-ask-unring-scope = { $name } is removed. Nobody is in it.

## Compare
compare-title = Comparison
compare-purpose = How every tenant stands against one baseline.
compare-baseline = Baseline
compare-tenant = Tenant
compare-policy = Policy
compare-finding = Finding
compare-open-baseline = Open baseline
compare-open-finding = Open finding
compare-open-result = Open result
compare-fleet-start = Compare tenants
compare-start = Compare
compare-tenant-title = Against its baselines
compare-tenant-meta = The newest comparison with each
compare-none-title = No baseline holds here
compare-none-body = Without a baseline nobody can say what should be. Assign one to this tenant or to a group it is in.
compare-tenant-known = Rests on
compare-with-version = compared with version { NUMBER($number, useGrouping: "false") }
compare-progress = Tenants compared
compare-again = Compare again
compare-run = Open run
compare-oldest = Oldest reading
compare-never = Not compared yet
compare-never-tenants = Tenants not compared yet
compare-cell-none = Not expected here
compare-legend = Results
compare-matrix-label = Tenants against { $name }
compare-matrix-tenants =
    { $count ->
        [one] { $count } tenant
       *[other] { $count } tenants
    }
compare-matrix-hint = Move over the cells, or use the arrow keys. Enter opens a result.
compare-row-says = { $deviating } deviate, { $unexpected } unexpected, { $unknown } unknown
compare-outdated-short = older version
compare-assign = Assign
compare-nowhere-title = Nothing to compare
compare-nowhere-body = The baseline has no parts that hold, or holds in no tenant yet.
compare-empty-title = No baseline holds anywhere
compare-empty-body = Publish a baseline and assign it to tenants. Then every tenant is held against it here.
compare-families-read = { $read } of { $total } families read
compare-compared-at = Compared
compare-compared = Compared
compare-read = Read
compare-read-note = Oldest reading it rests on
compare-attempted = Last tried
compare-newer-title = There is a newer comparison
compare-newer-body = You see an earlier one, as it was.
compare-newer-open = Open newest
compare-outdated-title = Another version holds now
compare-outdated-body = Compared with version { NUMBER($compared, useGrouping: "false") }; version { NUMBER($holds, useGrouping: "false") } holds. Compare again.
compare-ended-title = The baseline does not hold here any more
compare-ended-body = These results are the last ones.
compare-running-title = Comparing now
compare-running-body = The results below are the last ones; they change by themselves.
compare-says-deviating =
    { $count ->
        [one] { $count } result is not as it should be.
       *[other] { $count } results are not as they should be.
    }
compare-says-matching = Everything is as it should be.
compare-says-as-far-as-known = Everything that could be compared is as it should be.
compare-says-unknown =
    { $count ->
        [one] { $count } result is unknown.
       *[other] { $count } results are unknown.
    }
compare-by-settings =
    { $count ->
        [one] { $count } by settings
       *[other] { $count } by settings
    }
compare-without-references =
    { $count ->
        [one] { $count } without references
       *[other] { $count } without references
    }
compare-unread =
    { $count ->
        [one] { $count } family could not be read: what it holds is unknown, not missing
       *[other] { $count } families could not be read: what they hold is unknown, not missing
    }
compare-unread-results =
    { $count ->
        [one] { $count } result rests on it.
       *[other] { $count } results rest on it.
    }
compare-complete-at = Last complete
compare-complete-never = Never read completely
compare-results = Results
compare-results-empty-title = No results
compare-results-empty-body = The baseline expects nothing of this tenant.
compare-result = Result
compare-search = Search results
compare-column-policy = Part or policy
compare-column-found = In the tenant
compare-column-read = Read
compare-differences =
    { $count ->
        [one] { $count } difference
       *[other] { $count } differences
    }
compare-over-policies =
    { $count ->
        [one] Spread over { $count } policy
       *[other] Spread over { $count } policies
    }
compare-proposals = Proposals
compare-proposals-waiting =
    { $count ->
        [one] { $count } proposal to decide
       *[other] { $count } proposals to decide
    }
compare-proposals-title = Is this the same policy?
compare-proposals-body = Its settings resemble the part, but nobody has said that it is the same. It is compared once somebody confirms it.
compare-score = { $share } % of its settings
compare-column-deviating = Deviating
compare-tab-results = Results
compare-tabs = Parts of this page
compare-proposals-none-title = Nothing to decide
compare-proposals-none-body = Policies that may be parts under other names wait here for somebody’s word.
compare-column-proposed = May be
compare-confirm = Same policy
compare-reject = Another policy
compare-undo = Take back
compare-decided-by = { $name },
compare-match-proposed = Proposed
compare-match-confirmed = Confirmed
compare-match-rejected = Rejected
compare-point = Choose policy
compare-point-scope = Says which policy of the tenant stands for this part. It is compared at the next compare.
compare-point-policy = Policy of the tenant
compare-point-action = Choose
compare-stands-for = Stands for { $name }
toast-match-confirmed = Match confirmed
toast-match-rejected = Match rejected
compare-basis-identity = Same object
compare-basis-settings = Same settings
compare-basis-likeness = Similar settings
compare-basis-person = Chosen by a person
compare-basis-says-identity = It is the very object that the part was taken from.
compare-basis-says-settings = Found by its settings, whatever it is called.
compare-basis-says-likeness = Found because its settings resemble the part.
compare-basis-says-person = Somebody said that it stands for the part.
compare-fidelity = Compared
compare-fidelity-settings = It was found by its settings, not by its identity.
compare-fidelity-references = References to objects that nobody mapped were left out.
compare-fidelity-short-full = Completely
compare-fidelity-short-settings = Found by its settings
compare-fidelity-short-references = Without unmapped references
compare-says-match = It is as it should be.
compare-says-covered = Its settings are all there, in policies of another shape.
compare-says-different = It is there, but not as it should be.
compare-says-missing = It is not there, and everything was read.
compare-says-unexpected = Nothing of the baseline expects it, and its family is named completely.
compare-says-conflict = Two baselines want different things here.
compare-says-not-comparable = Nobody can say now.
compare-known-until = Last known completely
compare-properties = What differs
compare-side-expected = Should be
compare-side-observed = Is
compare-covering = Where its settings are
compare-settings-count =
    { $count ->
        [one] { $count } setting
       *[other] { $count } settings
    }
compare-settings-found = { $found } of { $total } settings found
compare-settings-missing = Not found
compare-demands = Who wants otherwise
compare-demands-meta = The same setting, at the same priority
compare-left-out =
    { $count ->
        [one] { $count } property was not compared
       *[other] { $count } properties were not compared
    }
compare-point-reason = Why
compare-left-out-name = A name of its own
compare-left-out-overruled = A weightier baseline wants it otherwise
compare-left-out-rule = By rule
compare-left-out-variable = Variable
compare-left-out-reference = Nobody mapped
compare-reason-not-found = Nothing in the tenant has its settings.
compare-reason-deleted = It was there and has been deleted.
compare-reason-match-unconfirmed = Something similar is there, and nobody has said yet that it is the same.
compare-reason-nothing-to-match = It has no settings of its own by which it could be recognised.
compare-reason-rules-changed = It was taken over under earlier reading rules.
compare-reason-assignments-unknown = To whom it applies could not be read.
compare-reason-equal-priority = Two baselines of the same priority want different things.
compare-reason-overruled = A weightier baseline wants it otherwise.
compare-reason-split = Its settings are split over several policies.
compare-reason-merged = Its settings are part of a larger policy.
compare-reason-moved = Its settings are in a policy of another kind.
compare-reason-recreated = It was deleted and made anew.
compare-reason-spread = Its settings are spread over several policies.
compare-reason-partial = Its family was read in part.
compare-reason-throttled = Microsoft asked for a pause while its family was read.
compare-reason-forbidden = Reading its family is not allowed.
compare-reason-unsupported = Its family does not exist in this tenant.
compare-reason-unlicensed = The tenant has no licence for its family.
compare-reason-never = Its family was never read.
result-match = Matches
result-covered = Covered
result-different = Different
result-missing = Missing
result-unexpected = Unexpected
result-conflict = Conflict
result-not-comparable = Not comparable

## Tenant groups
groups-purpose = Tenants that are treated alike. Baselines assigned to a group hold in all of them, newcomers too.
groups-create = Create group
groups-change = Change group
groups-delete = Delete group
groups-delete-scope = Deletes { $name }. The tenants stay as they are.
groups-in-use = A baseline uses it
groups-empty-title = No groups yet
groups-empty-body = A group gathers tenants that the same baselines hold in.
groups-column-group = Group
groups-column-tenants = Tenants
groups-column-baselines = Baselines
groups-column-since = Since
groups-nobody = No tenant in it
groups-actions = Actions for { $name }
groups-field-name = Name
groups-field-members = Tenants
groups-edit-scope = Baselines assigned to the group hold in exactly these tenants from the next compare on.
toast-group-saved = { $name } saved
toast-group-deleted = { $name } deleted

## Work on findings: operations, search, views under names
operation-finding-change-many = Change many findings
operation-finding-export = Export findings
run-means-finding-change-many = Each finding was looked at by itself. What was left out is listed with its reason.
run-means-finding-export = The file lists the findings that tab and filters left, one per line.
run-fact-findings-changed = Findings changed
run-fact-left-out = Left out
run-fact-left-out-state = Left out: not possible from where it stands
run-fact-left-out-done = Left out: nothing to do
run-fact-left-out-version = Left out: changed in the meantime
run-fact-left-out-capability = Left out: the role does not include it
run-fact-left-out-person = Left out: the person named cannot work on it
run-fact-left-out-taken = Left out: somebody else has it
run-fact-left-out-guard = Left out: something else stands against it
run-fact-findings = Findings
run-fact-items = Results
run-fact-examples = Left out and listed
subject-findings = Findings
subject-finding = Finding
subject-view = View
reason-finding-state = It cannot be done from where the finding stands.
reason-finding-done = There was nothing to do.
reason-finding-version = Somebody decided about the finding in the meantime.
reason-finding-capability = Your role does not include it.
reason-finding-person = The person named cannot work on findings of this tenant.
reason-finding-taken = Somebody else works on it.
reason-finding-guard = Something else stands against it: look at the finding.
error-view-too-many = There are too many views of this page. Delete one first.
error-selection-too-large = These are too many to choose one by one. Choose everything that matches instead.
palette-group-findings = Findings
action-view-saved = View saved
action-view-deleted = View deleted

## Findings: what became of them, in the log and as answers
action-finding-accepted = Risk of finding accepted
action-finding-approaching = Finding close to its due date
action-finding-assigned = Finding assigned
action-finding-breached = Finding past its due date
action-finding-changed-many = Many findings changed
action-finding-commented = Finding commented
action-finding-dismissed = Finding no longer applicable
action-finding-exported = Findings exported
action-finding-merged = Finding closed as duplicate
action-finding-observed = Finding shows another value
action-finding-opened = Finding opened
action-finding-owned = Owner of finding changed
action-finding-refused = Change of finding refused
action-finding-rejected = Finding closed as false positive
action-finding-reopened = Finding reopened
action-finding-reranked = Severity of finding changed
action-finding-resolved = Finding claimed resolved
action-finding-retired = Finding closed with its source
action-finding-started = Work on finding started
action-finding-stopped = Work on finding stopped
action-finding-triaged = Finding triaged
action-finding-verified = Finding verified as fixed
error-finding-move = From where this finding stands now, that is not possible. Load the page again to see what happened.
error-finding-stale = This finding changed after you opened it. Read what happened, then decide again.
error-finding-no-exception = There is no approved acceptance in force for exactly this value.
error-finding-accepted = The acceptance of this finding's risk is still in force.
error-finding-no-reading = No complete reading is newer than the last decision, so nothing proves it.
error-finding-other = Name another finding of the same tenant that is not a duplicate itself, such as F-12.
error-finding-taken = Somebody else has taken this finding already.
error-finding-over = This finding is closed or accepted, so nobody is working on it.
error-finding-no-access = This person has no access to findings of this tenant. Choose somebody else, or change their membership.

## What tenants fill in
values-title = Values for baselines
values-purpose = What this tenant fills in where its baselines leave it open.
values-own = Variables
values-own-meta = Else the default holds
values-column-value = Value here
values-column-changed = Changed
values-places =
    { $count ->
        [one] fills { $count } place
       *[other] fills { $count } places
    }
values-default = Default
values-set = Fill in
values-set-title = Fill in
values-clear = Use default
values-save = Save
values-scope = Says what is expected of this tenant from the next compare on. Nothing changes in the tenant.
values-help-list = One entry in each line.
values-none-title = Nothing to fill in
values-none-body = No baseline that holds here has a variable.
values-references = Objects of other tenants
values-references-body = Parts name groups, filters and other objects of the tenant they were taken from. Say which object of this tenant stands for each; what nobody says is left out of the comparison.
values-references-none-title = No objects to map
values-references-none-body = No part that holds here names an object of another tenant.
values-column-object = Object of the source
values-column-kind = Kind
values-column-here = Stands for it here
values-column-parts = Named by
values-of-tenant = in { $name }
values-unmapped = Nobody said, not compared
values-reference-scope = Says which object of this tenant is meant from the next compare on. Nothing changes in the tenant.
values-no-objects-title = No such object is known here
values-no-objects-body = Sync the tenant, so that its objects are known.
values-kind-app = App
values-kind-application = Application
values-kind-authentication-strength = Authentication strength
values-kind-compliance-script = Compliance script
values-kind-directory-role = Directory role
values-kind-filter = Filter
values-kind-group = Group
values-kind-named-location = Named location
values-kind-notification-template = Notification template
values-kind-reusable-setting = Reusable setting
values-kind-role = Role
values-kind-scope-tag = Scope tag
values-kind-terms-of-use = Terms of use
values-kind-user = User
toast-value-saved = Saved
toast-value-cleared = The default holds again

## Acceptances of a risk: what stands against asking and deciding, and what the log calls it
operation-exception-expire = End acceptances whose time is over
run-fact-expired = Acceptances that ended
run-fact-lapsed = Requests that lapsed
run-fact-reminded = Acceptances with a reminder
subject-exception = Exception
action-exception-approved = Exception approved
action-exception-ended = Exception ended
action-exception-expired = Exception expired
action-exception-expiring = Exception close to its end
action-exception-partly-approved = Exception approved by the first of two
action-exception-refused = Change of exception refused
action-exception-rejected = Exception rejected
action-exception-requested = Exception requested
action-exception-revoked = Exception revoked
action-exception-superseded = Exception replaced by another request
action-exception-withdrawn = Exception request withdrawn
error-exception-accepted = The risk of this finding is accepted already. Extend that acceptance instead.
error-exception-approved = This request was approved already.
error-exception-waiting = This request still waits for its approval.
error-exception-pending = A request for this finding waits already. Edit or withdraw that one first.
error-exception-state = This finding is not open, so there is nothing to accept.
error-exception-changed = The finding shows another value now than the request is about. Ask anew about today's value.
error-exception-severity = The finding is more severe now than the request says. Ask anew.
error-exception-rules = The workspace's rules do not allow this acceptance.
error-exception-edited = This request was changed after you opened it, and nobody has approved the new one. Read it, then decide.
error-exception-expired = The end that this request asks for has passed. Ask anew with a later one.
error-exception-owner = Whoever is to answer for this risk has no access to the tenant any more. Edit the request and name somebody else.
error-exception-requester = You asked for this yourself. Somebody else decides about it.
error-exception-somebody-else = Only the person who asked can change or withdraw the request.
error-exception-rejected = This request was rejected already.
error-exception-withdrawn = This request was withdrawn.
error-exception-extended = An extension has taken the place of this acceptance.
error-exception-revoked = This acceptance was revoked already.
error-exception-disappeared = The difference is gone, so nothing has to be accepted any more.
error-exception-retired = Nothing looks at this finding any more, so the acceptance has ended.
error-field-exception-longest = This is longer than the workspace's rules allow for this severity.
error-field-exception-later = An extension ends later than what it extends.
error-field-exception-review = The review lies after the end.

## Findings: the list, and what their other pages share
nav-group-work = Work
nav-findings = Findings
nav-exceptions = Exceptions
nav-rules = Rules
findings-tabs = Views of the list
findings-tab-decide = Needs a decision
findings-tab-mine = My work
findings-tab-queue = Team queue
findings-tab-due = Due in 24 hours
findings-tab-verify = Waiting for proof
findings-tab-open = All open
findings-tab-accepted = Accepted
findings-tab-closed = Closed
findings-tab-hygiene = Hygiene
findings-open-in =
    { $count ->
        [one] { $count } open in { $open } of { $tenants } tenants
       *[other] { $count } open in { $open } of { $tenants } tenants
    }
findings-read-once = Read
findings-read-between = Read between
findings-read-and = and
findings-unread =
    { $count ->
        [one] { $count } tenant not fully read
       *[other] { $count } tenants not fully read
    }
findings-never =
    { $count ->
        [one] { $count } tenant never read
       *[other] { $count } tenants never read
    }
findings-search = Number or words
findings-export = Export CSV
findings-severity = Severity
findings-family = Family
findings-tier = Tier
findings-owner = Owner
findings-me = Me
findings-nobody = Nobody
findings-person-gone = no access any more
findings-column-finding = Finding
findings-column-tenant = Tenant
findings-column-kind = Result
findings-column-status = Status
findings-column-assignee = Assignee
findings-column-due = Due
findings-column-read = Last read
findings-column-since = Since
findings-overdue = Overdue
findings-was-late = Was late
findings-clock-paused = Paused
findings-clock-met = In time
findings-clock-none = No date
findings-unknown = Not known now
findings-views = Saved views
findings-views-none = No view is saved yet
findings-view-save = Save this view
findings-view-name = Name of the view
findings-view-share = Share with everybody in this workspace
findings-view-scope = Tab, filters and order of this list are kept. Findings do not change.
error-view-share = Your role cannot share views.
findings-view-saved = View “{ $name }” saved
findings-view-forget = Delete view “{ $name }”
findings-view-forget-amount = Only the saved filters go. No finding changes.
findings-view-forget-do = Delete view
findings-view-forgotten = View “{ $name }” deleted
findings-empty-next = Open baselines
findings-empty-title-open = No open findings
findings-empty-body-open = When a tenant differs from its baseline, or its connection stops working, a finding appears here. Compare a baseline to look.
findings-empty-title-decide = Nothing needs a decision
findings-empty-body-decide = New findings, findings that came back, and those without a next step appear here.
findings-empty-title-mine = You have no work here
findings-empty-body-mine = Findings that are assigned to you, and those you answer for, appear here. Take one from the team queue.
findings-empty-title-queue = The team queue is empty
findings-empty-body-queue = Open findings that nobody works on appear here. Whoever has time claims one.
findings-empty-title-due = Nothing is due in the next 24 hours
findings-empty-body-due = What is overdue, or due within a day, appears here.
findings-empty-title-verify = Nothing waits for proof
findings-empty-body-verify = What somebody called fixed stays here until a complete reading proves it.
findings-empty-title-accepted = No risk is accepted
findings-empty-body-accepted = Findings whose risk somebody accepted for a time appear here. They are still watched.
findings-empty-title-closed = Nothing was closed yet
findings-empty-body-closed = Proven fixes and what turned out not to matter appear here.
findings-tidy-title = Nothing lies about
findings-tidy-body = No finding has this problem.
findings-problem-assignee-gone = Assignee gone
findings-problem-stale = Not moving
findings-problem-ownerless = Without owner
findings-problem-unverified = Not proven
findings-problem-help-assignee-gone = The person who should work on these left the workspace or cannot reach the tenant any more. Give them to somebody else, or back to the team queue.
findings-problem-help-stale = Somebody started these, and nothing has happened since. Give them to somebody else, or stop them.
findings-problem-help-ownerless = Nobody answers for these. Name an owner.
findings-problem-help-unverified = Somebody called these fixed, and no complete reading has proven it for long. Read the tenant, or open them again.
findings-for-days =
    { $count ->
        [0] today
        [one] { $count } day
       *[other] { $count } days
    }
findings-many-assign = Assign findings
findings-many-own = Set the owner
findings-many-claim = Claim findings
findings-many-release = Give findings back
findings-many-triage = Triage findings
findings-many-start = Start work
findings-many-stop = Stop work
findings-many-resolve = Mark findings as fixed
findings-many-reject = Close as false positives
findings-many-dismiss = Close as no longer applicable
findings-many-reopen = Reopen findings
findings-act-assign = Assign
findings-act-own = Set owner
findings-act-claim = Claim
findings-act-release = Give back
findings-act-triage = Triage
findings-act-start = Start work
findings-act-stop = Stop work
findings-act-resolve = Mark as fixed
findings-act-reject = False positive
findings-act-dismiss = No longer applicable
findings-act-reopen = Reopen
findings-many-amount =
    { $count ->
        [one] { $possible } of { $count } finding changes.
       *[other] { $possible } of { $count } findings change, in { $tenants ->
            [one] { $tenants } tenant
           *[other] { $tenants } tenants
        }.
    }
findings-many-chosen =
    { $count ->
        [one] { $count } finding is chosen.
       *[other] { $count } findings are chosen.
    }
findings-many-each = For each of them:
findings-many-more = These are the first that were looked at. Each one is judged when its turn comes.
findings-many-run = So many are changed by an operation, which tells you at its end.
findings-many-would-skip = Left as they are
findings-many-reason-help = It stands in the timeline of each finding.
findings-many-done = Done
findings-many-changed =
    { $count ->
        [0] No finding changed
        [one] { $count } finding changed
       *[other] { $count } findings changed
    }
findings-many-skipped =
    { $count ->
        [one] { $count } was left as it was.
       *[other] { $count } were left as they were.
    }
findings-many-why = Why they were left
findings-many-examples = Left as they were
findings-many-started = An operation goes on with it
findings-many-started-body = You may leave this page. A notice tells how it ended and what was left out.
findings-many-open-run = Open operation
findings-left-out-capability = Your role does not allow this
findings-left-out-state = Their status does not allow this
findings-left-out-version = Somebody changed them after you saw them
findings-left-out-reach = Not in your reach any more
findings-left-out-guard = Something else stands against it
findings-left-out-done = Nothing to do: it is so already
findings-left-out-person = This person cannot work on that tenant
findings-left-out-taken = Somebody else has them
findings-left-out-short-capability = Role
findings-left-out-short-state = Status
findings-left-out-short-version = Changed meanwhile
findings-left-out-short-reach = Out of reach
findings-left-out-short-guard = Stands against it
findings-left-out-short-done = Already so
findings-left-out-short-person = No access
findings-left-out-short-taken = Taken
finding-number = F-{ NUMBER($number, useGrouping: "false") }
finding-kind-different = Different
finding-kind-missing = Missing
finding-kind-unexpected = Unexpected
finding-kind-conflict = Conflict
finding-kind-covered = Covered
finding-kind-consent-lost = Consent lost
finding-kind-connection-failing = Connection failing
finding-kind-credential-expiring = Credential expiring
finding-kind-sync-failing = Sync failing
finding-title-different = Difference from the baseline
finding-title-missing = Missing policy
finding-title-unexpected = Unexpected policy
finding-title-conflict = Baselines disagree
finding-title-covered = Covered by other policies
finding-title-consent-lost = Consent to read the tenant is lost
finding-title-connection-failing = The connection does not work
finding-title-credential-expiring = A credential is about to end
finding-title-sync-failing = The inventory is not read any more
finding-status-new = New
finding-status-triaged = Triaged
finding-status-in-progress = In progress
finding-status-reopened = Reopened
finding-status-resolved = Waiting for proof
finding-status-risk-accepted = Risk accepted
finding-status-closed = Closed
finding-status-verified = Proven fixed
finding-status-false-positive = False positive
finding-status-duplicate = Duplicate
finding-status-no-longer-applicable = No longer applicable
finding-amount-triage = You looked at it and it stays open. The tenant does not change.
finding-amount-start = Others see that it is being worked on. The tenant does not change.
finding-amount-stop = It goes back to triaged. The tenant does not change.
finding-amount-resolve = It counts as fixed once a complete reading proves it. The tenant does not change. If the difference is still there, it opens again.
finding-amount-reject = It closes and stays closed while the value is the one of today. Another value opens it again.
finding-amount-merge = It closes and points to the other finding, where the work goes on.
finding-amount-dismiss = It closes and stays closed while the value is the one of today. Another value opens it again.
finding-amount-reopen = It is open work again, with its history. Its time runs again.
finding-amount-claim = It becomes your work. You can give it back.
finding-amount-assign = This person is to work on it, and gets a notice.
finding-amount-own = This person answers for it. Who works on it stays as it is.
finding-amount-release = Nobody works on it then; it goes to the team queue.
finding-field-reason = Reason
finding-field-reason-resolve = What was done, and where. The next reader has to understand it.
finding-field-reason-reject = Why this is no problem.
finding-field-reason-merge = Why both are the same.
finding-field-reason-dismiss = Why this does not apply any more.
finding-field-reason-reopen = Why it has to be looked at again.
finding-field-whom = Person
finding-field-whom-assign = Who works on it
finding-field-whom-own = Who answers for it
finding-field-other = The finding that this one repeats
finding-field-other-help = Its number, as it stands in the list.
finding-field-other-sample = F-12
finding-moved-triage = triaged it
finding-moved-start = started work
finding-moved-stop = stopped work
finding-moved-resolve = marked it as fixed
finding-moved-reject = closed it as a false positive
finding-moved-merge = closed it as a duplicate
finding-moved-dismiss = closed it as no longer applicable
finding-moved-reopen = reopened it
finding-moved-accept = accepted its risk
finding-moved-revoke = revoked the acceptance; it is open again
finding-moved-expire = Reopened: the acceptance ended
finding-moved-exceed = Reopened: the value is no longer the accepted one
finding-moved-disappear = Closed: what was accepted is gone
finding-moved-verify = Proven fixed by a complete reading
finding-moved-refute = Reopened: the difference is still there
finding-moved-recur = Reopened: the difference came back
finding-moved-retire = Closed: nothing looks at it any more
finding-moved-assigned = changed who works on it
finding-moved-owned = changed the owner
finding-moved-observed = a newer reading shows something else
finding-moved-reranked = the severity changed
finding-moved-opened = found it

## Findings: the page of one
finding-page = Finding
finding-open-request = Open request
finding-actions = More actions
finding-raw = Raw evidence
finding-related = Look at these too
finding-relation = Relation
finding-relation-same-policy = Same policy
finding-relation-same-part = Same part in another tenant
finding-relation-duplicate = Duplicate of this one
finding-relation-original = The original
finding-lede-different =
    { $count ->
        [0] { $name } of { $tenant } differs from { $source }. Seen on { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
        [one] Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } { $name } of { $tenant } differs from { $source } in one property.
       *[other] Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } { $name } of { $tenant } differs from { $source } in { $count } properties.
    }
finding-lede-missing = { $source } asks for { $name }, and since { DATETIME($at, dateStyle: "long", timeStyle: "short") } { $tenant } has no policy that does this.
finding-lede-unexpected = Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } { $tenant } has { $name }, which no part of { $source } asks for.
finding-lede-conflict = Baselines of { $tenant } ask for different values in { $name }. Seen since { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
finding-lede-covered = What { $source } asks for in { $name } is set by other policies of { $tenant }. Seen since { DATETIME($at, dateStyle: "long", timeStyle: "short") }.
finding-lede-consent-lost = Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } { $tenant } does not let TenantPilot read any more: the consent of { $name } is gone.
finding-lede-connection-failing = Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } the connection { $name } to { $tenant } does not work.
finding-lede-credential-expiring = A credential of { $name } is about to end. After that { $tenant } cannot be read.
finding-lede-sync-failing = Since { DATETIME($at, dateStyle: "long", timeStyle: "short") } the inventory of { $tenant } could not be read. What is shown of it is old.
finding-lede-again =
    { $count ->
        [one] It was seen once.
       *[other] It is the { NUMBER($count) }th time that this shows up.
    }
finding-unknown-title = Nobody knows how it is now
finding-unknown-why = Later readings could not say.
finding-unknown-body = What is shown here may have changed since. Not decided since
finding-diff = What differs
finding-diff-modes = How differences are shown
finding-diff-side = Side by side
finding-diff-inline = Inline
finding-diff-count =
    { $count ->
        [one] { $count } of { $all } properties differs
       *[other] { $count } of { $all } properties differ
    }
finding-diff-assignments-only = Only assignments differ
finding-diff-unchanged =
    { $count ->
        [one] { $count } property is as it should be
       *[other] { $count } properties are as they should be
    }
finding-diff-left-out =
    { $count ->
        [one] { $count } more difference is not listed
       *[other] { $count } more differences are not listed
    }
finding-diff-assignments = Assignments
finding-diff-gone-title = These contents are not kept any more
finding-diff-gone-body = The finding still stands, but what was compared then can no longer be shown.
finding-should-be = Should be
finding-is = Is
finding-read = read
finding-nothing-expected = Not asked for
finding-not-configured = Not configured
finding-not-assigned = Not assigned
finding-empty-value = Empty
finding-secret-changed = Secret, changed
finding-lines-left-out =
    { $count ->
        [one] { $count } more line is not shown
       *[other] { $count } more lines are not shown
    }
finding-assignment-added = Added
finding-assignment-removed = Removed
finding-assignment-changed = Changed
finding-all-devices = All devices
finding-all-users = All users
finding-excluded = Except
finding-filter-include = only
finding-filter-exclude = without
finding-whole = The whole policy
finding-whole-missing = There is no such policy
finding-whole-unexpected = There is this policy
finding-whole-other = One side is missing
finding-whole-expected =
    { $count ->
        [0] A policy
        [one] A policy with { $count } property
       *[other] A policy with { $count } properties
    }
finding-whole-observed =
    { $count ->
        [0] A policy
        [one] A policy with { $count } property
       *[other] A policy with { $count } properties
    }
finding-why = Why it matters
finding-why-different = The baseline says what was agreed for this tenant. While the policy says something else, nobody can rely on it, and the difference counts in the tenant’s drift.
finding-why-missing = What the baseline asks for is not enforced at all: devices and people it is meant for are unprotected in this respect.
finding-why-unexpected = A policy that nobody agreed on may weaken others, or reach people it should not. Keep it by adding it to the baseline, or remove it.
finding-why-conflict = Two baselines that hold in this tenant ask for different values. Whatever the tenant says, one of them is not met. Decide which one goes first.
finding-why-covered = The settings are there, spread over other policies. Nothing is unprotected, but the tenant is harder to understand than agreed.
finding-why-consent-lost = Nothing of this tenant can be read. What TenantPilot shows of it grows old, and changes in it go unseen.
finding-why-connection-failing = Nothing of this tenant can be read. What TenantPilot shows of it grows old, and changes in it go unseen.
finding-why-credential-expiring = When it ends, nothing of this tenant can be read until somebody renews it.
finding-why-sync-failing = Differences that came since then are not found. Nothing counts as verified meanwhile.
finding-changed-by = Changed by { $name } on { DATETIME($at, dateStyle: "long", timeStyle: "short") }, says the tenant’s own log.
finding-next = What happens next
finding-if-accept = If you accept the risk
finding-if-resolve = If you fix it in the tenant
finding-if-dismiss = If you close it
finding-then-pinned =
    { $number ->
        [one] Today’s value is pinned
       *[other] Today’s { $number } differing values are pinned
    }
finding-then-ends = It ends by itself, on { DATETIME($at, dateStyle: "long") } at the latest
finding-then-approval = Somebody else approves; you cannot approve your own request
finding-then-second-approval = A second, third person approves too: the severity asks for it
finding-then-reminder =
    { $number ->
        [one] A reminder comes a day before the end
       *[other] Reminders begin { $number } days before the end
    }
finding-then-reopens = A difference that is still there, or another value, opens it again
finding-then-verified = It is closed only after a complete reading proves it
finding-then-closed = It is closed, with your reason in the log
finding-then-watched = Every reading still looks at it
finding-then-clock =
    { $name ->
        [continue] When it ends, the time goes on where it stopped
       *[other] When it ends, the time starts anew
    }
finding-exception = Acceptance
finding-exception-waits = Waits for approval
finding-exception-in-force = In force
finding-exception-over = None in force; this was the last one
finding-move-triage = Triage
finding-move-start = Start work
finding-move-stop = Stop work
finding-move-resolve = Mark as fixed
finding-move-reject = Close as false positive
finding-move-merge = Close as duplicate
finding-move-dismiss = Close as no longer applicable
finding-move-reopen = Reopen
finding-move-request = Request acceptance
finding-move-claim = Claim
finding-move-assign = Assign
finding-move-own = Set owner
finding-move-release = Give back
finding-move-anyway = Do it all the same
finding-stale-title = Somebody was quicker
finding-stale-body = The page behind shows how it is now. What you typed is still here.
finding-done-triage = Finding triaged
finding-done-start = Work started
finding-done-stop = Work stopped
finding-done-resolve = Marked as fixed; the next complete reading proves it
finding-done-reject = Closed as false positive
finding-done-merge = Closed as duplicate
finding-done-dismiss = Closed as no longer applicable
finding-done-reopen = Finding reopened
finding-done-claim = It is your work now
finding-done-assign = Assignee changed
finding-done-own = Owner changed
finding-done-release = Given back to the team queue
finding-done-comment = Comment added
finding-due = Due
finding-assignee = Assignee
finding-owner = Owner
finding-tenant = Tenant
finding-policy = Policy
finding-baseline = Baseline
finding-connection = Connection
finding-clock-paused = Paused until it is proven or opens again
finding-clock-none = The rules set no date
finding-last-read = Read
finding-changed = Changed by
finding-author-unknown = The tenant’s log names nobody
finding-seen = Seen
finding-seen-times =
    { $count ->
        [one] Once
       *[other] { $count } times
    }
finding-first-seen = First on
finding-resolved-by = Called fixed by
finding-log = Log
finding-log-open = Entries about this
finding-timeline = Timeline
finding-timeline-older = Show earlier entries
finding-comment = Comment
finding-comment-add = Add comment
finding-mention = Mention somebody
finding-mention-whom = Who is told
finding-you = You
finding-commented = wrote
finding-told = Told: { $names }
finding-run = The operation that did it
finding-did-finding-opened = Found for the first time
finding-did-finding-observed = A newer reading shows something else
finding-did-finding-reranked = Severity changed
finding-did-finding-assigned = changed who works on it
finding-did-finding-owned = changed the owner
finding-did-finding-approaching = Most of its time is used up
finding-did-finding-breached = Its due date has passed
finding-did-finding-reopened = Reopened
finding-did-finding-verified = Proven fixed by a complete reading
finding-did-finding-accepted = The acceptance was extended
finding-fact-severity = Severity
finding-fact-kind = Result
finding-fact-differences = Differing properties
finding-fact-occurrences = Times seen
finding-fact-subject-name = Name
finding-fact-assignee = Assignee
finding-fact-owner = Owner
finding-fact-exception = Acceptance
finding-fact-duplicate-of = Repeats
finding-fact-reason-code = Reason
finding-fact-source = Found by
finding-fact-due-at = Due

## Exceptions: acceptances of a risk
exceptions-purpose = Risks that somebody accepted for a time, and requests for it.
exceptions-tabs = Views of the list
exceptions-tab-waiting = Waiting for approval
exceptions-tab-force = In force
exceptions-tab-ending = Ending soon
exceptions-tab-ended = Ended
exceptions-number = EX-{ NUMBER($number, useGrouping: "false") }
exceptions-column-what = Accepted risk
exceptions-column-approval = Approval
exceptions-requester = Requested by
exceptions-approver = Accepted by
exceptions-second-approver = And by
exceptions-until = Until
exceptions-ended = Ended
exceptions-justification = Justification
exceptions-measures = Measures meanwhile
exceptions-evidence = Evidence
exceptions-approvals = { $count } of { $all } approvals
exceptions-days-left =
    { $count ->
        [0] less than a day left
        [one] { $count } day left
       *[other] { $count } days left
    }
exceptions-waiting-for-me =
    { $count ->
        [one] { $count } request waits for you
       *[other] { $count } requests wait for you
    }
exceptions-waiting-body = You may approve or reject them. Until then the findings stay open.
exceptions-empty-waiting-title = No request waits
exceptions-empty-waiting-body = Who cannot fix a finding yet asks for its acceptance on the finding’s page. Somebody else decides here.
exceptions-empty-force-title = No risk is accepted
exceptions-empty-force-body = Approved requests appear here until they end. The accepted value is still watched.
exceptions-empty-ending-title = Nothing ends soon
exceptions-empty-ending-body = Acceptances appear here when their first reminder is due.
exceptions-empty-ended-title = Nothing has ended yet
exceptions-empty-ended-body = Rejected, withdrawn, expired and revoked ones appear here, with who did it and why.
exceptions-end-rejected = Rejected
exceptions-end-withdrawn = Withdrawn
exceptions-end-edited = Replaced by an edited request
exceptions-end-extended = Extended
exceptions-end-expired = Expired
exceptions-end-revoked = Revoked
exceptions-end-changed = The value changed
exceptions-end-severity = The severity rose
exceptions-end-disappeared = No longer needed
exceptions-end-retired = Nothing looks at it any more
exception-status-pending = Waiting for approval
exception-status-approved = In force
exception-status-expiring = Ending soon
exception-status-rejected = Rejected
exception-status-withdrawn = Withdrawn
exception-status-expired = Expired
exception-status-revoked = Revoked
exception-status-superseded = Replaced
exception-status-ended = Ended
exception-title = Exception
exception-heading = Accepted risk:
exception-heading-asked = Request to accept:
exception-actions = More actions
exception-lede-accepted = { $by } accepted this on { DATETIME($approved, dateStyle: "long") } at the request of { $requester }, until { DATETIME($until, dateStyle: "long") }.
exception-lede-accepted-twice = { $by } and { $second } accepted this on { DATETIME($approved, dateStyle: "long") } at the request of { $requester }, until { DATETIME($until, dateStyle: "long") }.
exception-lede-waiting =
    { $count ->
        [one] { $requester } asked on { DATETIME($requested, dateStyle: "long") } to accept this until { DATETIME($until, dateStyle: "long") }. { $count } approval is missing.
       *[other] { $requester } asked on { DATETIME($requested, dateStyle: "long") } to accept this until { DATETIME($until, dateStyle: "long") }. { $count } approvals are missing.
    }
exception-lede-never = { $requester } asked on { DATETIME($requested, dateStyle: "long") } to accept this until { DATETIME($until, dateStyle: "long") }. Nobody accepted it.
exception-holds-no = The value is another one now
exception-holds-no-body = What was asked for is not what the tenant says today. Read
exception-holds-worse = The severity is higher now
exception-holds-worse-body = The value is the same, but the rules call it worse than when it was asked for. Read
exception-holds-gone = Nothing differs any more
exception-holds-gone-body = The tenant is as it should be; the acceptance is not needed. Read
exception-holds-unknown = Nobody knows whether it still holds
exception-holds-unknown-body = Later readings could not say. Last known
exception-why = Why, and on what evidence
exception-approvals = Who approved
exception-approval =
    { $number ->
        [1] First approval
       *[other] Second approval
    }
exception-approval-given = Given
exception-approval-missing = Not given yet
exception-approval-void = The request ended without it
exception-bound = Of exactly this request
exception-not-bound = Of an earlier wording
exception-pinned = What was accepted
exception-pinned-asked = What is to be accepted
exception-pinned-gone = Nothing of it can be listed property by property.
exception-pinned-read = Read
exception-proof = Digests
exception-digest-request = Request
exception-digest-pinned = Value
exception-end = How it ended
exception-ended-by = By { $name }.
exception-chain = Before and after
exception-column-number = Number
exception-column-relation = What it is
exception-relation-request = Request
exception-relation-edit = Edited request
exception-relation-extension = Extension
exception-finding = Finding
exception-answerable = Answers for it
exception-review = Review on
exception-after = After its end
exception-after-restart = The finding’s time starts anew
exception-after-continue = The finding’s time goes on where it stopped
exception-extended = Extended before
exception-reminders = Reminders
exception-reminder-sent = sent
exception-reminder-due = next
exception-reminder-later = later
exception-reminder-skipped = left out
exception-move-approve = Approve
exception-move-reject = Reject
exception-move-edit = Edit request
exception-move-withdraw = Withdraw request
exception-move-revoke = Revoke acceptance
exception-move-extend = Ask for longer
exception-amount-approve = The risk is accepted for this value only. The finding leaves open work; any other value opens it again. The tenant does not change.
exception-amount-reject = The request ends and the finding stays open. Who asked sees your reason.
exception-amount-withdraw = The request ends and the finding stays open.
exception-amount-revoke = The acceptance ends at once and the finding is open work again.
exception-approve-partly = The severity asks for two approvals. After yours another person has to approve too.
exception-stale-title = This changed while you looked at it
exception-stale-body = The page behind shows how it is now. Read it before you decide.
exception-done-approve = Risk accepted
exception-done-partly = Approved; a second person is still needed
exception-done-reject = Request rejected
exception-done-withdraw = Request withdrawn
exception-done-revoke = Acceptance revoked; the finding is open again
exception-done-request = Acceptance requested
exception-done-edit = Request changed; it has to be approved anew
exception-done-extend = Longer acceptance requested
exception-ask-request = Request acceptance
exception-ask-edit = Edit request
exception-ask-extend = Ask for longer
exception-ask-scope = F-{ NUMBER($number, useGrouping: "false") } { $name } of { $tenant }. The finding stays open until somebody approves. The tenant does not change.
exception-ask-pinned =
    { $count ->
        [0] It is about the value of today only.
        [one] It is about today’s value of one property only.
       *[other] It is about today’s values of { $count } properties only.
    }
exception-needs-one = Somebody else has to approve.
exception-needs-second = Two other people have to approve.
exception-not-possible = An acceptance cannot be requested
exception-why-not-capability = Your role does not include it.
exception-why-not-state = The finding is not open work.
exception-why-not-pending = A request waits already.
exception-why-not-accepted = The risk is accepted already.
exception-why-not-rules = The rules of this workspace do not allow it for this family.
exception-why-not-approvers = Nobody else in this workspace could approve it.
exception-open = Open it
exception-field-justification-help = Why the risk is bearable, so that whoever approves can judge it without asking.
exception-field-ends = Ends on
exception-field-ends-help = { $severity }: { $days } days at most, until
exception-field-review = Look at it again on
exception-field-review-help = Before the end, if something may change.
exception-field-answerable = Who answers for the risk
exception-field-answerable-help = They are reminded before it ends.
exception-field-measures-help = What lowers the risk until it is fixed.
exception-field-evidence-help = Tickets, tests, agreements: where it can be looked up.
exception-field-after = After its end

## Rules for findings
rules-purpose = By when findings are dealt with, how bad they are, and what may be accepted.
rules-tabs = Kinds of rules
rules-tab-sla = Service levels
rules-tab-severity = Severities
rules-tab-exception = Acceptances
rules-change = Change rules
rules-change-sla = Change service levels
rules-change-severity = Change severity rules
rules-change-exception = Change rules of acceptances
rules-save = Put in force
rules-done = Rules changed
rules-reason = Reason
rules-reason-help = It stands in the history of the rules.
rules-scope =
    { $count ->
        [one] { $count } open finding is brought in line. Tenants do not change. The rules before stay in the history.
       *[other] { $count } open findings are brought in line. Tenants do not change. The rules before stay in the history.
    }
rules-version = Version { $number }
rules-version-own = The product’s own rules
rules-history = History
rules-history-empty = Nobody changed them yet.
rules-changes =
    { $count ->
        [one] { $count } value changed
       *[other] { $count } values changed
    }
rules-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
rules-hours-count =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
rules-no-date = No date
rules-any = Any
rules-any-kind = any result
rules-any-family = any family
rules-any-path = any property
rules-tier = Tier
rules-sla-targets = Time until due
rules-sla-targets-body = From the moment a finding shows up, by the tier of its tenant and its severity.
rules-target = { $tier }, { $severity }
rules-targets-help = Hours that count. 0 means no date.
rules-calendar = What counts as time
rules-hours = Hours
rules-hours-always = Around the clock
rules-hours-working = Working hours
rules-zone = Time zone
rules-week-help = Times of each day, such as 08:00-12:00, 13:00-17:00. Empty: a day off.
rules-day-off = Day off
rules-day-monday = Monday
rules-day-tuesday = Tuesday
rules-day-wednesday = Wednesday
rules-day-thursday = Thursday
rules-day-friday = Friday
rules-day-saturday = Saturday
rules-day-sunday = Sunday
rules-holidays = Holidays
rules-holidays-help = One day per line, such as 2026-12-25. Nothing counts on them.
rules-approach = Warning
rules-approach-said = At { $percent } percent of the time
rules-approach-help = Percent of the time after which somebody is warned.
rules-flap = Quick return
rules-flap-said = Within { $hours } hours the time goes on
rules-flap-help = Hours: what comes back within them goes on where its time stopped.
rules-clock = What stops and starts the time
rules-clock-body = The same in every workspace.
rules-clock-when = When
rules-clock-then = The time
rules-when-triage = Somebody triages it
rules-when-start = Somebody starts work
rules-when-stop = Somebody stops work
rules-when-resolve = Somebody marks it as fixed
rules-when-reject = It is closed as a false positive
rules-when-merge = It is closed as a duplicate
rules-when-dismiss = It is closed as no longer applicable
rules-when-reopen = Somebody reopens it
rules-when-accept = Its risk is accepted
rules-when-revoke = The acceptance is revoked
rules-when-expire = The acceptance ends
rules-when-exceed = The value is no longer the accepted one
rules-when-disappear = What was accepted is gone
rules-when-verify = A complete reading proves it fixed
rules-when-refute = A complete reading shows that it is still there
rules-when-recur = It comes back after it was closed
rules-when-retire = Nothing looks at it any more
rules-effect-start = starts
rules-effect-go-on = goes on
rules-effect-pause = stands still
rules-effect-take-back = goes on as if it had never stopped
rules-effect-stop-met = ends; kept if before its date
rules-effect-stop = ends without counting
rules-effect-restart-or-go-on = starts anew, or goes on after a quick return
rules-effect-restart = starts anew
rules-effect-by-exception = goes on or starts anew, as the acceptance says
rules-severity-mine = Rules of this workspace
rules-severity-body = The first rule that fits decides. Of several differing properties the worst counts.
rules-severity-own =
    { $count ->
        [one] { $count } rule of the product, asked after yours
       *[other] { $count } rules of the product, asked after yours
    }
rules-severity-product = Rules of the product
rules-severity-empty-title = No rules of your own
rules-severity-empty-body = Severities follow the product’s own rules below. Add rules where your workspace sees it differently.
rules-path = Property path
rules-path-help = The technical path, and all below it. Empty: any.
rules-add = Add rule
rules-draft-empty = No rule of your own: the product’s rules decide.
rules-lift = Move rule { $number } up
rules-drop = Remove rule { $number }
rules-exception-longest = Longest acceptance in days
rules-exception-body = No acceptance is without an end. Nobody approves their own request.
rules-exception-more = More
rules-exception-scope = It holds for requests from now on, and for approvals still missing. What is in force stays until its end. Tenants do not change.
rules-longest = Longest acceptance
rules-longest-of = Longest acceptance, { $severity }
rules-approvers = Approved by
rules-approvers-one = One other person
rules-approvers-two = Two other people
rules-second = Needs a second approver
rules-second-help = Requests of these severities are approved by two people besides who asks.
rules-reminders = Reminders
rules-reminders-said = { $days } days before the end
rules-reminders-help = Days before the end, such as 30, 14, 3.
rules-never = Never accepted
rules-never-none = Every family may be accepted

## Service levels and conditions: the watch, rules put in force
operation-finding-watch = Watch due dates and conditions
operation-governance-apply = Apply rules to findings
run-means-finding-watch = Due dates that near or passed are told. What was learnt of consent, connections, credentials and syncs became findings, or closed them.
run-means-governance-apply = Open and accepted findings have the severities and due dates of the rules in force.
run-fact-approaching = Due dates near
run-fact-breached = Due dates passed
run-fact-opened = Findings opened
run-fact-verified = Findings verified as fixed
run-fact-reopened = Findings reopened
run-fact-looked-at = Findings looked at
run-fact-reranked = Severities changed
run-fact-ended = Acceptances ended by a worse severity
action-governance-changed = Rules for findings changed
subject-governance-policy = Rules for findings
reason-credential-expiring = The credential ends soon.
error-rules-changed = Somebody changed these rules in the meantime. Look at what is in force now, then decide again.
error-field-working-hours = Give at least one day working hours, or let time count around the clock.
error-field-spans = The times of a day follow one another, and each ends after it begins.
error-field-unchanged = These are the rules in force already.

## Changing baselines and groups of tenants: what is refused, what the log says
error-baseline-deleted = This baseline was deleted. Nothing of what you entered was saved.
error-baseline-published = This draft was published in the meantime and does not change any more. Start a new draft.
error-baseline-discarded = This draft was discarded in the meantime.
error-baseline-changed = Somebody changed this draft after you opened it. Look at it as it is now, then decide again.
error-baseline-draft-exists = This baseline has a draft already. Continue with that one.
error-baseline-empty = This draft expects nothing. Add parts, or name a family of which nothing else may be there.
error-baseline-unchanged = This draft says the same as the newest published version.
error-baseline-stale = Some parts were captured before the rules of comparison changed. Take them over anew, then publish.
error-baseline-variable-lost = A variable stands at a place that its part does not have any more. Remove the variable, then publish.
error-baseline-assigned-already = The baseline is assigned there already.
error-ring-not-last = Only the last ring can be removed, and the first one stays.
error-ring-in-use = Something is assigned in this ring. Move it to another ring first.
error-ring-not-published = A ring uses published versions only.
error-ring-same = The ring uses this version already.
error-ring-before-behind = The ring before does not use this version yet.
error-ring-after-ahead = A later ring uses a newer version. Take that one back first.
error-group-in-use = A baseline is assigned to this group. End the assignment first.
error-field-name-taken = This name is taken.
error-field-too-many = These are too many.
error-field-nothing-complete = None of these families was read completely, so nothing can be captured.
error-field-path = This is not a path, or it covers everything.
error-field-already-rule = There is such a rule already.
error-field-already-variable = A variable fills this place already.
error-field-secret = This looks like a credential. Credentials are not kept here.
error-field-secret-place = A secret stands here. Secrets cannot be variables.
error-field-no-such-place = The part has no single value at this place.
error-field-no-such-variable = No baseline has this variable.
error-field-variable-name = Begin with a letter, then up to 63 letters, digits, dots, dashes or underscores.
error-field-variable-kind = This name belongs to a variable of another kind of value.
error-field-number = This is not a number.
error-field-priority = Choose a whole number from 1 to 999.
subject-baseline = Baseline
subject-group = Tenant group
reason-connection-replaced = Another connection took the place of the one it is about.
reason-baseline-deleted = The baseline was deleted.
reason-baseline-unassigned = The baseline does not hold in this tenant any more.
action-baseline-assigned = Baseline assigned
action-baseline-assignment-changed = Assignment of baseline changed
action-baseline-changed = Baseline changed
action-baseline-created = Baseline created
action-baseline-deleted = Baseline deleted
action-baseline-discarded = Draft of baseline discarded
action-baseline-drafted = Draft of baseline started
action-baseline-published = Baseline published
action-baseline-ring-advanced = Ring of baseline advanced
action-baseline-unassigned = Assignment of baseline ended
action-group-changed = Tenant group changed
action-group-created = Tenant group created
action-group-deleted = Tenant group deleted
action-tenant-value-changed = Value of tenant changed

## Compares
operation-baseline-compare = Compare with baselines
action-baseline-compared = Compared with baselines
action-match-confirmed = Policy confirmed as part of a baseline
action-match-rejected = Policy refused as part of a baseline
subject-baseline-part = Part of a baseline
run-fact-compared = Comparisons
reason-no-baseline = No baseline holds in this tenant.
reason-no-version = Its stage of the baseline uses no version yet.
reason-compared-in-part = Some families were not read completely. What they hold is not comparable; nothing about it changed.
reason-nothing-read = None of its families was read completely. Nothing could be compared, and nothing changed.
next-step-assign-baseline = Assign a baseline
next-step-why-assign-baseline = The baseline's page says where it holds.
next-step-sync-first = Sync the tenant
next-step-why-sync-first = What was not read cannot be compared. The tenant's page names the families and what they need.
error-match-policy-gone = This policy was deleted in the meantime. Choose another one.
error-match-taken = This policy stands for another part already. Take that back first.
