"""Areas of everyday configuration on Windows, and device preparation."""

# ruff: noqa: E501 - an id of a setting is as long as it is

from __future__ import annotations

from tenantpilot.sandbox.graph.demo.areas import POLICY, WINDOWS, Area

WINDOWS_AREAS: tuple[Area, ...] = (
    Area(
        "Edge",
        *WINDOWS,
        POLICY + "microsoft_edge~policy~microsoft_edge",
        """
        _autofillcreditcardenabled: 0|1
        _autoimportatfirstrun: 0|1
        > _autoimportatfirstrun_autoimportatfirstrun: 0|4
        _browsersignin: 0|1
        > _browsersignin_browsersignin: 0|1|2
        _defaultpopupssetting: 0|1
        _diskcachesize: 0|1
        > _diskcachesize_diskcachesize: #52428800-524288000
        _edgeshoppingassistantenabled: 0|1
        _hidefirstrunexperience: 0|1
        _inprivatemodeavailability: 0|1
        > _inprivatemodeavailability_inprivatemodeavailability: 0|1
        ~smartscreen_smartscreenenabled: 0|1
        ~smartscreen_preventsmartscreenpromptoverride: 0|1
        ~smartscreen_smartscreenpuaenabled: 0|1
        ~extensions_extensioninstallforcelist: 0|1
        > ~extensions_extensioninstallforcelist_extensioninstallforcelistdesc: [odfafepnkmbhccpbejgmiehpchacaeak|gcojbaoidbgnbndkgfinbpmepkfeaikm|cmanfbpnbmgmmpmhkbgdmkhpcddcbefa]
        ~httpauthentication_authserverallowlist: 0|1
        > ~httpauthentication_authserverallowlist_authserverallowlist: =*.corp.example|*.intra.example
        ~passwordmanager_passwordmanagerenabled: 0|1
        ~startup_homepagelocation: 0|1
        > ~startup_homepagelocation_homepagelocation: =https://start.adventureworks.example|https://intranet.litwarefinance.example
        _syncdisabled: 0|1
        _sslversionmin: 0|1
        > _sslversionmin_sslversionmin: tls1.2
        """,
    ),
    Area(
        "Chrome",
        *WINDOWS,
        POLICY + "chromeintunev1~policy~googlechrome",
        """
        _bookmarkbarenabled: 0|1
        _browsersignin: 0|1
        > _browsersignin_browsersignin: 0|1|2
        _defaultbrowsersettingenabled: 0|1
        _incognitomodeavailability: 0|1
        > _incognitomodeavailability_incognitomodeavailability: 0|1
        ~passwordmanager_passwordmanagerenabled: 0|1
        ~safebrowsing_safebrowsingprotectionlevel: 0|1
        > ~safebrowsing_safebrowsingprotectionlevel_safebrowsingprotectionlevel: 0|1|2
        ~extensions_extensioninstallblocklist: 0|1
        > ~extensions_extensioninstallblocklist_extensioninstallblocklistdesc: [*|cjpalhdlnbpafiamejdnhcphjbkeiagm]
        """,
    ),
    Area(
        "OneDrive",
        *WINDOWS,
        POLICY + "onedrivengscv2~policy~onedrivengsc_",
        """
        silentaccountconfig: 0|1
        kfmoptinnowizard: 0|1
        > kfmoptinnowizard_kfmoptinnowizard_textbox: =4f8e2b1c-93d6-4a0f-b7c5-2d61e8a9f034|d90b3f57-28ae-4c16-8e4d-7f15a6c0b982
        kfmblockoptout: 0|1
        filesondemandenabled: 0|1
        forcedlocalmassdeletedetection: 0|1
        diskspacecheckthresholdmb: 0|1
        blockexternalsync: 0|1
        warningmindiskspacelimitinmb: 0|1
        """,
    ),
    Area(
        "Office Security",
        *WINDOWS,
        "user_vendor_msft_policy_config_",
        """
        word16v2~policy~l_microsoftofficeword~l_wordoptions~l_security~l_trustcenter_l_vbawarningspolicy: 0|1
        > word16v2~policy~l_microsoftofficeword~l_wordoptions~l_security~l_trustcenter_l_vbawarningspolicy_l_empty19: 2|3|4
        excel16v2~policy~l_microsoftofficeexcel~l_exceloptions~l_security~l_trustcenter_l_vbawarningspolicy: 0|1
        > excel16v2~policy~l_microsoftofficeexcel~l_exceloptions~l_security~l_trustcenter_l_vbawarningspolicy_l_empty4: 2|3|4
        excel16v2~policy~l_microsoftofficeexcel~l_exceloptions~l_security_l_turnofffilevalidation: 0|1
        ppt16v2~policy~l_microsoftofficepowerpoint~l_powerpointoptions~l_security_l_turnofffilevalidation: 0|1
        office16v2~policy~l_microsoftofficesystem~l_securitysettings_l_automationsecurity: 0|1
        office16v6~policy~l_microsoftofficesystem~l_securitysettings_l_allowvbaintranetrefs: 0|1
        outlk16v2~policy~l_microsoftofficeoutlook~l_security_l_allowactivexoneoffforms_v2: 0|1
        outlk16v2~policy~l_microsoftofficeoutlook~l_security~l_cryptography_l_signaturewarning_v2: 0|1
        word16v2~policy~l_microsoftofficeword~l_wordoptions~l_security~l_trustcenter~l_protectedview_l_donotopenfilesfromtheinternetzoneinprotectedview: 0|1
        """,
    ),
    Area(
        "Device Lock",
        *WINDOWS,
        POLICY + "devicelock_",
        """
        devicepasswordenabled: 1|0
        > alphanumericdevicepasswordrequired: 0|1|2
        > mindevicepasswordlength: #8-14
        > devicepasswordexpiration: #0-180
        > devicepasswordhistory: #0-24
        > maxdevicepasswordfailedattempts: #5-10
        > maxinactivitytimedevicelock: #3-20
        preventenablinglockscreencamera: 0|1
        """,
    ),
    Area(
        "Privacy and Telemetry",
        *WINDOWS,
        POLICY,
        """
        system_allowtelemetry: 0|1|3
        system_limitdiagnosticlogcollection: 0|1
        system_disableonedrivefilesync: 0|1
        privacy_letappsaccesslocation: 0|1|2
        privacy_letappsaccessmicrophone: 0|1|2
        privacy_letappsaccesscamera: 0|1|2
        privacy_disableadvertisingid: 0|1
        experience_allowcortana: 0|1
        experience_allowfindmydevice: 0|1
        experience_allowwindowsspotlight: 0|1
        search_disableremovabledriveindexing: 0|1
        windowsai_turnoffwindowscopilot: 0|1
        """,
    ),
    Area(
        "Local Security Options",
        *WINDOWS,
        POLICY + "localpoliciessecurityoptions_",
        """
        accounts_enableguestaccountstatus: 0|1
        accounts_limitlocalaccountuseofblankpasswordstoconsolelogononly: 0|1
        interactivelogon_donotdisplaylastsignedin: 0|1
        interactivelogon_machineinactivitylimit_v2: #300-1800
        interactivelogon_messagetextforusersattemptingtologon: =Authorised use only|Nur für berechtigte Personen|Usage réservé aux personnes autorisées
        interactivelogon_smartcardremovalbehavior: 0|1|2
        microsoftnetworkclient_digitallysigncommunicationsalways: 0|1
        microsoftnetworkserver_digitallysigncommunicationsalways: 0|1
        networksecurity_lanmanagerauthenticationlevel: 2|3|5
        networksecurity_donotstorelanmanagerhashvalueonnextpasswordchange: 0|1
        useraccountcontrol_behavioroftheelevationpromptforadministrators: 1|2|5
        useraccountcontrol_runalladministratorsinadminapprovalmode: 0|1
        """,
    ),
    Area(
        "User Rights",
        *WINDOWS,
        POLICY + "userrights_",
        """
        accessfromnetwork: [*S-1-5-32-544|*S-1-5-32-555]
        allowlocallogon: [*S-1-5-32-544|*S-1-5-32-545]
        backupfilesanddirectories: [*S-1-5-32-544|*S-1-5-32-551]
        changesystemtime: [*S-1-5-32-544|*S-1-5-19]
        debugprograms: [*S-1-5-32-544]
        denyaccessfromnetwork: [*S-1-5-113|*S-1-5-32-546]
        denyremotedesktopserviceslogon: [*S-1-5-113|*S-1-5-32-546]
        impersonateclient: [*S-1-5-32-544|*S-1-5-6|*S-1-5-19|*S-1-5-20]
        manageauditingandsecuritylog: [*S-1-5-32-544]
        profilesingleprocess: [*S-1-5-32-544]
        """,
    ),
    Area(
        "Delivery Optimization",
        *WINDOWS,
        POLICY + "deliveryoptimization_",
        """
        dodownloadmode: 0|1|2|99
        docachehost: =cache01.corp.example|connected-cache.intra.example
        dodelaybackgrounddownloadfromhttp: #60-3600
        dominfilesizetocache: #10-200
        dopercentagemaxbackgroundbandwidth: #10-80
        dorestrictpeerselectionby: 0|1|2
        domaxcacheage: #86400-604800
        """,
    ),
    Area(
        "Power",
        *WINDOWS,
        POLICY + "power_",
        """
        standbytimeoutonbattery: 0|1
        > standbytimeoutonbattery_enterdcstandbytimeout: #300-1800
        standbytimeoutpluggedin: 0|1
        > standbytimeoutpluggedin_enteracstandbytimeout: #600-7200
        hibernatetimeoutonbattery: 0|1
        requirepasswordwhencomputerwakesonbattery: 0|1
        requirepasswordwhencomputerwakespluggedin: 0|1
        unattendedsleeptimeoutpluggedin: #0-3600
        """,
    ),
    Area(
        "Windows Update Experience",
        *WINDOWS,
        POLICY + "update_",
        """
        allowautoupdate: 1|2|4|5
        activehoursstart: #6-9
        activehoursend: #16-20
        configuredeadlineforfeatureupdates: #2-14
        configuredeadlineforqualityupdates: #1-7
        configuredeadlinegraceperiod: #1-4
        setdisableuxwuaccess: 0|1
        disablewufbsafeguards: 0|1
        allowtemporaryenterprisefeaturecontrol: 0|1
        """,
    ),
    Area(
        "Storage Sense",
        *WINDOWS,
        POLICY + "storage_",
        """
        allowstoragesenseglobal: 0|1
        > configstoragesenseglobalcadence: 1|7|30
        > configstoragesensedownloadscleanupthreshold: #0-60
        > configstoragesenserecyclebincleanupthreshold: #14-60
        removablediskdenywriteaccess: 0|1
        """,
    ),
    Area(
        "Start and Taskbar",
        *WINDOWS,
        POLICY + "start_",
        """
        configurestartpins: ={"pinnedList":[{"desktopAppLink":"%ALLUSERSPROFILE%\\\\Edge.lnk"}]}
        hideappslist: 0|1|2
        hidefrequentlyusedapps: 0|1
        hiderecentjumplists: 0|1
        hiderecommendedsection: 0|1
        disablecontextmenus: 0|1
        """,
    ),
    Area(
        "Remote Desktop",
        *WINDOWS,
        POLICY + "remotedesktopservices_",
        """
        allowuserstoconnectremotely: 0|1
        clientconnectionencryptionlevel: 0|1
        donotallowdriveredirection: 0|1
        donotallowpasswordsaving: 0|1
        promptforpassworduponconnection: 0|1
        requiresecurerpccommunication: 0|1
        """,
    ),
    Area(
        "PowerShell and Auditing",
        *WINDOWS,
        POLICY,
        """
        windowspowershell_turnonpowershellscriptblocklogging: 0|1
        > windowspowershell_turnonpowershellscriptblocklogging_enablescriptblockinvocationlogging: 0|1
        audit_accountlogon_auditcredentialvalidation: 0|1|2|3
        audit_accountmanagement_auditsecuritygroupmanagement: 0|1|2|3
        audit_detailedtracking_auditprocesscreation: 0|1|2|3
        audit_logonlogoff_auditlogon: 0|1|2|3
        audit_objectaccess_auditremovablestorage: 0|1|2|3
        audit_policychange_auditauthenticationpolicychange: 0|1|2|3
        audit_privilegeuse_auditsensitiveprivilegeuse: 0|1|2|3
        eventlogservice_specifymaximumfilesizesecuritylog: 0|1
        > eventlogservice_specifymaximumfilesizesecuritylog_channel_logmaxsize: #32768-1048576
        """,
    ),
)

DEVICE_PREPARATION = Area(
    "Device preparation",
    "windows10",
    "enrollment",
    "enrollment_autopilot_dpp_",
    """
    deploymentmode: 0|1
    deploymenttype: 0|1
    jointype: 0|1
    accountype: 0|1
    timeout: #30-120
    customerrormessage: =Call the service desk|Bitte den Service Desk anrufen
    allowskip: 0|1
    allowdiagnostics: 0|1
    """,
)
