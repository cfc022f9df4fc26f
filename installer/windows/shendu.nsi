; Installs the frozen program for one user, without administrator rights. NOT YET RUN ON WINDOWS: see README.md.
;   makensis /INPUTCHARSET UTF8 /DVERSION=0.1.0 /DFROZEN=build\dist\shendu /DOUT=build\shendu-setup.exe shendu.nsi
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"

Name "审读台"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\shendu"
InstallDirRegKey HKCU "Software\shendu" "InstallDir"
RequestExecutionLevel user

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\shendu"

Section
  ; files of an older version must not stay among the new ones
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FROZEN}\*.*"
  CreateDirectory "$SMPROGRAMS\审读台"
  CreateShortcut "$SMPROGRAMS\审读台\审读台.lnk" "$INSTDIR\shendu.exe"
  CreateShortcut "$DESKTOP\审读台.lnk" "$INSTDIR\shendu.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\shendu" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "审读台"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
SectionEnd

Section "Uninstall"
  ; the store lies in the user's data folder and stays
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\shendu.exe"
  Delete "$INSTDIR\shendu-cmd.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\审读台\审读台.lnk"
  RMDir "$SMPROGRAMS\审读台"
  Delete "$DESKTOP\审读台.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\shendu"
SectionEnd
