/** Which control draws which hint of the schema. */

import type { ComponentType } from 'react';
import { ActivityConstraintsControl } from './ActivityConstraintsControl';
import {
  AssetControl,
  AssetsControl,
  ProgramControl,
  SourcesControl,
  StatusControl,
  StatusesControl,
} from './AssetControls';
import { CustomActivityControl, CustomConstraintsControl } from './CustomActivityControls';
import type { ControlProps } from './controlProps';
import { DateControl } from './DateControl';
import { DurationControl } from './DurationControl';
import { FieldControl, OperatorControl, ValuesControl, WordsControl } from './FieldControls';
import { DayControl, TimeControl, WeekdaysControl } from './MomentControls';
import { BooleanControl, NumberControl, PercentControl, SelectControl, TextControl } from './TextControls';
import { TokenControl } from './TokenControl';
import {
  MemberFieldControl,
  PartitionControl,
  PartitionsControl,
  UserControl,
  WebhookControl,
  WebhooksControl,
} from './WorkspaceControls';

export const CONTROLS: { [hint: string]: ComponentType<ControlProps> } = {
  field: FieldControl,
  'field:score': FieldControl,
  text: TextControl,
  tokens: TokenControl,
  number: NumberControl,
  percent: PercentControl,
  boolean: BooleanControl,
  select: SelectControl,
  duration: DurationControl,
  operator: OperatorControl,
  values: ValuesControl,
  words: WordsControl,
  date: DateControl,
  day: DayControl,
  time: TimeControl,
  weekdays: WeekdaysControl,
  constraints: ActivityConstraintsControl,
  sources: SourcesControl,
  list: AssetControl,
  campaign: AssetControl,
  executable: AssetControl,
  requestable: AssetControl,
  program: ProgramControl,
  status: StatusControl,
  statuses: StatusesControl,
  lists: AssetsControl,
  smart_lists: AssetsControl,
  campaigns: AssetsControl,
  programs: AssetsControl,
  webhook: WebhookControl,
  webhooks: WebhooksControl,
  user: UserControl,
  partition: PartitionControl,
  partitions: PartitionsControl,
  member_field: MemberFieldControl,
  email: AssetControl,
  emails: AssetsControl,
  forms: AssetsControl,
  custom_activity: CustomActivityControl,
  custom_constraints: CustomConstraintsControl,
};
