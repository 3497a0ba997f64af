"""Areas of endpoint security on Windows."""

from __future__ import annotations

from tenantpilot.sandbox.graph.demo.areas import POLICY, SENSE, WINDOWS, Area

SECURITY_AREAS: tuple[Area, ...] = (
    Area(
        "Defender Antivirus",
        *SENSE,
        POLICY + "defender_",
        """
        allowarchivescanning: 0|1
        allowbehaviormonitoring: 0|1
        allowcloudprotection: 0|1
        allowemailscanning: 0|1
        allowfullscanremovabledrivescanning: 0|1
        allowioavprotection: 0|1
        allowrealtimemonitoring: 0|1
        allowscanningnetworkfiles: 0|1
        allowscriptscanning: 0|1
        allowuseruiaccess: 0|1
        avgcpuloadfactor: #20-60
        checkforsignaturesbeforerunningscan: 0|1
        cloudblocklevel: 0|2|4|6
        cloudextendedtimeout: #10-50
        daystoretaincleanedmalware: #7-90
        enablenetworkprotection: 0|2|1
        excludedextensions: =.bak|.vhdx|.mdf
        puaprotection: 0|2|1
        realtimescandirection: 0|1|2
        scanparameter: 2|1
        schedulequickscantime: #0-1380
        schedulescanday: 0|3|6|8
        signatureupdateinterval: #1-24
        submitsamplesconsent: 0|1|3
        """,
        ("endpointSecurityAntivirus", "804339ad-1553-4478-a742-138fb5807418_1", "Microsoft Defender Antivirus"),
    ),
    Area(
        "Attack Surface Reduction",
        *SENSE,
        POLICY + "defender_",
        """
        {attacksurfacereductionrules}
            attacksurfacereductionrules_blockadobereaderfromcreatingchildprocesses: off|audit|block
            attacksurfacereductionrules_blockallofficeapplicationsfromcreatingchildprocesses: off|audit|block
            attacksurfacereductionrules_blockcredentialstealingfromwindowslocalsecurityauthoritysubsystem: audit|block
            attacksurfacereductionrules_blockexecutablecontentfromemailclientandwebmail: audit|warn|block
            attacksurfacereductionrules_blockexecutionofpotentiallyobfuscatedscripts: audit|block
            attacksurfacereductionrules_blockjavascriptorvbscriptfromlaunchingdownloadedexecutablecontent: off|block
            attacksurfacereductionrules_blockofficeapplicationsfromcreatingexecutablecontent: audit|block
            attacksurfacereductionrules_blockpersistencethroughwmieventsubscription: audit|block
            attacksurfacereductionrules_blockprocesscreationsfrompsexecandwmicommands: off|audit|block
            attacksurfacereductionrules_blockuntrustedunsignedprocessesthatrunfromusb: warn|block
            attacksurfacereductionrules_useadvancedprotectionagainstransomware: audit|warn|block
        enablecontrolledfolderaccess: 0|2|1
        controlledfolderaccessprotectedfolders: [D:\\Konstruktion|D:\\Ledger|C:\\ProgramData\\Labels]
        attacksurfacereductiononlyexclusions: [C:\\Program Files\\Scanner\\scan.exe|C:\\Tools\\plotter.exe]
        """,
        (
            "endpointSecurityAttackSurfaceReduction",
            "e8c053d6-9f95-42b1-a7f1-ebfd71c67a4b_1",
            "Attack Surface Reduction Rules",
        ),
    ),
    Area(
        "BitLocker",
        *WINDOWS,
        "device_vendor_msft_bitlocker_",
        """
        requiredeviceencryption: 0|1
        allowwarningforotherdiskencryption: 1|0
        > allowstandarduserencryption: 0|1
        configurerecoverypasswordrotation: 0|1|2
        encryptionmethodbydrivetype: 0|1
        > encryptionmethodbydrivetype_encryptionmethodwithxtsosdropdown_name: 4|6|7
        > encryptionmethodbydrivetype_encryptionmethodwithxtsfdvdropdown_name: 4|6|7
        systemdrivesrequirestartupauthentication: 0|1
        > systemdrivesrequirestartupauthentication_configuretpmusagedropdown_name: 2|0|1
        > systemdrivesrequirestartupauthentication_configurenontpmstartupkeyusage_name: 0|1
        systemdrivesminimumpinlength: 0|1
        > systemdrivesminimumpinlength_minpinlength: #6-12
        fixeddrivesrequireencryption: 0|1
        removabledrivesrequireencryption: 0|1
        > removabledrivesrequireencryption_rdvcrossorg: 0|1
        systemdrivesrecoverymessage: 0|1
        > systemdrivesrecoverymessage_recoveryurl_input: =https://help.adventureworks.example/bitlocker|https://desk.litwarefinance.example/key
        """,
        ("endpointSecurityDiskEncryption", "46ddfc50-d10f-4867-b852-9434254b3bff_1", "BitLocker"),
    ),
    Area(
        "Firewall",
        *SENSE,
        "vendor_msft_firewall_mdmstore_",
        """
        domainprofile_enablefirewall: false|true
        > domainprofile_defaultinboundaction: 0|1
        > domainprofile_defaultoutboundaction: 1|0
        > domainprofile_disableinboundnotifications: false|true
        > domainprofile_logfilepath: =%systemroot%\\system32\\LogFiles\\Firewall\\pfirewall.log
        privateprofile_enablefirewall: false|true
        > privateprofile_defaultinboundaction: 0|1
        > privateprofile_allowlocalpolicymerge: false|true
        > privateprofile_logmaxfilesize: #1024-16384
        publicprofile_enablefirewall: false|true
        > publicprofile_defaultinboundaction: 0|1
        > publicprofile_allowlocalipsecpolicymerge: false|true
        > publicprofile_shielded: false|true
        global_disablestatefulftp: false|true
        global_presharedkeyencoding: 0|1
        global_saidletime: #300-3600
        """,
        ("endpointSecurityFirewall", "6078910e-d808-4a9f-a51d-1b8a7bacb7c0_1", "Windows Firewall"),
    ),
    Area(
        "Endpoint Detection and Response",
        *SENSE,
        "device_vendor_msft_windowsadvancedthreatprotection_",
        """
        configurationtype: autofromconnector|onboard
        > onboarding: !
        configuration_samplesharing: 0|1
        configuration_telemetryreportingfrequency: 1|2
        """,
        (
            "endpointSecurityEndpointDetectionAndResponse",
            "0385b795-0f2f-44ac-8602-9f65bf6adede_1",
            "Endpoint detection and response",
        ),
    ),
    Area(
        "Windows LAPS",
        *WINDOWS,
        "device_vendor_msft_laps_policies_",
        """
        backupdirectory: 0|2|1
        > passwordagedays_aad: #7-60
        administratoraccountname: =locadm|rescue
        passwordcomplexity: 1|3|4
        passwordlength: #14-28
        postauthenticationactions: 1|3|5
        postauthenticationresetdelay: #1-24
        automaticaccountmanagementenabled: false|true
        """,
        (
            "endpointSecurityAccountProtection",
            "adc46e5a-f4aa-4ff6-aeff-4f27bc525796_1",
            "Local admin password solution (Windows LAPS)",
        ),
    ),
    Area(
        "Windows Hello for Business",
        *WINDOWS,
        "device_vendor_msft_passportforwork_{tenantid}_policies_",
        """
        usepassportforwork: false|true
        requiresecuritydevice: false|true
        enablepinrecovery: false|true
        usecloudtrustforonpremauth: false|true
        pincomplexity_minimumpinlength: #6-10
        pincomplexity_maximumpinlength: #20-127
        pincomplexity_digits: 0|1|2
        pincomplexity_expiration: #0-365
        pincomplexity_history: #0-12
        """,
    ),
)

BASELINE = ("baseline", "66df8dce-0166-4b82-92f7-1f74e3ca17a3_4", "Security Baseline for Windows 10 and later")
"""Endpoint security of a whole baseline: settings of several areas in one policy."""
