"""Areas of Macs, iPhones and iPads, and of Linux."""

from __future__ import annotations

from tenantpilot.sandbox.graph.demo.areas import IOS, MAC, Area

OTHER_AREAS: tuple[Area, ...] = (
    Area(
        "FileVault",
        *MAC,
        "com.apple.mcx.filevault2_",
        """
        {com.apple.mcx.filevault2}
            defer: false|true
            deferdontaskatuserlogout: false|true
            deferforceatuserloginmaxbypassattempts: #0-5
            enable: 0|1
            outputpath: =/Library/Security/filevault.plist
            recoverykeyrotationinmonths: 1|6|12
            showrecoverykey: false|true
            userecoverykey: false|true
        """,
        ("endpointSecurityDiskEncryption", "a239407c-698d-4ef8-b314-e3ae409204b8_1", "macOS FileVault"),
    ),
    Area(
        "Restrictions",
        *MAC,
        "com.apple.applicationaccess_",
        """
        {com.apple.applicationaccess}
            allowactivitycontinuation: false|true
            allowairdrop: false|true
            allowautounlock: false|true
            allowclouddesktopanddocuments: false|true
            allowclouddocumentsync: false|true
            allowcloudprivaterelay: false|true
            allowcontentcaching: false|true
            allowerasecontentandsettings: false|true
            allowfindmyfriends: false|true
            allowpasswordproximityrequests: false|true
            forcedelayedmajorsoftwareupdates: false|true
            enforcedsoftwareupdatemajorosdeferredinstalldelay: #7-90
        """,
    ),
    Area(
        "Gatekeeper and Firewall",
        *MAC,
        "com.apple.",
        """
        {security.firewall_com.apple.security.firewall}
            security.firewall_enablefirewall: false|true
            security.firewall_enablestealthmode: false|true
            security.firewall_blockallincoming: false|true
        {systempolicy.control_com.apple.systempolicy.control}
            systempolicy.control_enableassessment: false|true
            systempolicy.control_allowidentifieddevelopers: false|true
        {screensaver_com.apple.screensaver}
            screensaver_askforpassword: false|true
            screensaver_askforpassworddelay: #0-60
            screensaver_loginwindowidletime: #300-1200
        {softwareupdate_com.apple.softwareupdate}
            softwareupdate_automaticcheckenabled: false|true
            softwareupdate_automaticdownload: false|true
            softwareupdate_criticalupdateinstall: false|true
        """,
    ),
    Area(
        "Defender",
        *MAC,
        "com.apple.managedclient.preferences_",
        """
        {com.apple.managedclient.preferences}
            enforcementlevel: 0|1|2
            passivemode: false|true
            scanarchives: false|true
            maximumondemandscanthreads: #1-4
            smartscreenpuaenabled: false|true
            enablerealtimeprotection: false|true
            tags_item_value: =finance|workshop|reception
        """,
    ),
    Area(
        "Single Sign-on",
        *MAC,
        "com.apple.extensiblesso_",
        """
        {com.apple.extensiblesso}
            extensionidentifier: =com.microsoft.CompanyPortalMac.ssoextension
            teamidentifier: =UBF8T346G9
            type: 0|1
            urls: [https://login.microsoftonline.com|https://login.microsoft.com|https://sts.windows.net]
            screenlockedbehavior: 0|1
            platformsso_usesharedevicekeys: false|true
        """,
    ),
    Area(
        "Supervised Restrictions",
        *IOS,
        "com.apple.applicationaccess_",
        """
        {com.apple.applicationaccess}
            allowairdrop: false|true
            allowairprint: false|true
            allowappclips: false|true
            allowcamera: false|true
            allowcloudbackup: false|true
            allowdiagnosticsubmission: false|true
            allowesimmodification: false|true
            allowfingerprintforunlock: false|true
            allowhostpairing: false|true
            allowopenfrommanagedtounmanaged: false|true
            allowscreenshot: false|true
            forceencryptedbackup: false|true
        """,
    ),
    Area(
        "Passcode",
        *IOS,
        "passcode_",
        """
        requirepasscode: false|true
        maximumfailedattempts: #4-11
        maximuminactivityinminutes: #1-15
        minimumlength: #6-10
        passcodereuselimit: #3-24
        """,
    ),
    Area(
        "Defender",
        "linux",
        "mdm,microsoftSense",
        "linux_mdatp_managed_",
        """
        antivirusengine_enforcementlevel: passive|on_demand|real_time
        antivirusengine_behaviormonitoring: disabled|enabled
        antivirusengine_scanafterdefinitionupdate: false|true
        antivirusengine_maximumondemandscanthreads: #1-8
        cloudservice_automaticsamplesubmissionconsent: none|safe|all
        cloudservice_enabled: false|true
        networkprotection_enforcementlevel: disabled|audit|block
        """,
        ("endpointSecurityAntivirus", "4cfd164c-5e8a-4ea9-b15d-9aa71e4ffff4_1", "Microsoft Defender Antivirus"),
    ),
)

LINUX_COMPLIANCE = Area(
    "Compliance",
    "linux",
    "linuxMdm",
    "linux_",
    """
    deviceencryption_required: false|true
    passwordpolicy_minimumlength: #8-16
    passwordpolicy_minimumdigits: #1-3
    passwordpolicy_minimumlowercase: #1-2
    passwordpolicy_minimumsymbols: #0-2
    distribution_alloweddistros_item_minimumversion: =22.04|24.04
    """,
)
