export interface AutoAttendantKey {
  readonly key: string;
  readonly description?: string;
  readonly action: string;
  readonly phoneNumber?: string;
  readonly submenuId?: string;
}

export interface AutoAttendantMenu {
  readonly announcementSelection?: string;
  readonly enableFirstMenuLevelExtensionDialing?: boolean;
  readonly keys: readonly AutoAttendantKey[];
}
