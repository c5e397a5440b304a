/** The shapes that the server speaks, by the words of the trade; taken from its own schema. */

import type { components } from './schema';

type Schemas = components['schemas'];

/** A shape of the schema with some of its properties said more exactly. */
type Exactly<
  Shape,
  Exact extends { [Name in keyof Exact]: Name extends keyof Shape ? unknown : never },
> = Omit<Shape, keyof Exact> & Exact;

export type Role = Schemas['Role'];
export type Me = Schemas['Me'];
export type WorkspaceRef = Exactly<Schemas['MyWorkspace'], { role: Role | null }>;
export type Workspace = Schemas['WorkspaceRow'];
export type RoleGrant = Schemas['RoleGrant'];
export type ApiUser = Schemas['ApiUserRow'];
export type ApiUserWithSecret = Schemas['WithSecret'];
export type User = Schemas['UserRow'];
export type Named = Schemas['Named'];
export type Page<Item> = { items: Item[]; next: string | null; total: number | null; more?: boolean };

export type NodeKind = Schemas['TreeNode']['kind'];
export type NodeId = `${NodeKind}:${number}`;
export type CampaignKind = Schemas['CampaignKind'];
export type CampaignStatus = Schemas['CampaignRow']['status'];
export type TreeNode = Exactly<
  Schemas['TreeNode'],
  {
    node: NodeId;
    parent: NodeId | null;
    campaign_kind?: CampaignKind | null;
    status?: CampaignStatus | null;
    fault?: string | null;
    archived?: boolean;
    system?: boolean;
  }
>;

export type JsonValue = unknown;
/** Each kind has parameters of its own; the catalog holds their schema. */
export type Params = { readonly [name: string]: JsonValue };
export type Condition = Readonly<Exactly<Schemas['Rule'], { params: Params }>>;
export type Branch = Readonly<Exactly<Schemas['Branch'], { params: Params }>>;
export type Choice = Readonly<Exactly<Schemas['Choice'], { params: Params; condition: Condition }>>;
export type FlowStep = Readonly<
  Exactly<Schemas['FlowStep'], { choices: readonly Choice[]; default: Branch }>
>;
export type Flow = Readonly<Exactly<Schemas['Flow'], { steps: readonly FlowStep[] }>>;
export type Rule = Readonly<Exactly<Schemas['ListRule'], { params: Params }>>;
export type Match = Schemas['SmartList']['match'];
export type SmartListRules = Readonly<
  Exactly<Schemas['SmartList'], { triggers: readonly Rule[]; filters: readonly Rule[] }>
>;
export type DateConstraint = { operator: string; values: string[] };
export type ActivityConstraint = { attribute: string; operator: string; values: string[] };

export type CampaignSettings = Exactly<
  Schemas['CampaignSettings'],
  { qualification: { mode: QualificationMode; every: number; unit: QualificationUnit } }
>;
export type QualificationMode = Schemas['Qualification']['mode'];
export type QualificationUnit = Schemas['Qualification']['unit'];

/** What is `unfinished` was only just begun: an error to the server, not yet one to whoever writes it. */
export type Problem = Exactly<
  Schemas['Problem'],
  {
    where: Partial<Schemas['Where']> & Pick<Schemas['Where'], 'part'>;
    severity: Schemas['Problem']['severity'] | 'unfinished';
  }
>;

export type CallRef = Schemas['Call'];
export type RunState = 'preparing' | 'running' | 'waiting' | 'done' | 'aborted' | 'failed';
export type RunRef = Exactly<Schemas['RunRow'], { state: RunState }>;
export type Campaign = Exactly<
  Schemas['CampaignRow'],
  { node: NodeId; parent: NodeId | null; settings: CampaignSettings; runs: RunRef[] }
>;

export type StepWords = Schemas['Words']['steps'];
export type Draft = Exactly<
  Schemas['Draft'],
  { smart_list: SmartListRules; flow: Flow; problems: Problem[] }
>;
export type Notice = Schemas['NoticeRow'];
export type NoticePage = Schemas['NoticePage'];
export type MailChoices = Schemas['MailChoices'];
export type Change = Schemas['Change'];
export type VersionRow = Schemas['VersionRow'];
export type Version = Schemas['Version'];
export type DraftChanges = Schemas['DraftChanges'];
export type Inside = Schemas['Inside'];
export type PlaceInside = Schemas['PlaceInside'];
export type PersonInside = Schemas['PersonInside'];
/** What a refusal of a stale edit tells of the version that came before. */
export type StaleEdit = {
  edit_number: number;
  saved_by: string | null;
  saved_at: string | null;
  smart_list: SmartListRules;
  flow?: Flow;
};
export type OpenFlow = Exactly<Schemas['OpenFlow'], { flow: Flow }>;
export type OpenFlows = { campaigns: { [id: string]: OpenFlow } };
export type Audience = Exactly<Schemas['Audience'], { errors: Problem[] }>;
export type Recurrence = Schemas['Recurrence'];
export type Schedule = Schemas['ScheduleView'];
export type ScheduledRun = Schemas['ScheduledRunRow'];
export type Agenda = Schemas['Agenda'];
export type Queue = Schemas['Queue'];
export type QueueRow = Schemas['QueueRow'];
export type SingleAction = { kind: string } & Partial<Schemas['RunActionRequest']>;
export type TokenHint = Schemas['TokenHint'];
export type Part = {
  type: 'field' | 'status' | 'member_field' | 'custom_activity' | 'partition' | 'user';
  name?: string;
  id?: number;
};
export type UsedBy = Exactly<Schemas['Use'], { node: NodeId | null }>;

export type TokenType = Schemas['TokenRow']['type'];
type TokenOwner = Exactly<Schemas['TokenOwner'], { node: NodeId }>;
export type MyToken = Exactly<
  Schemas['TokenRow'],
  { owner: TokenOwner; inherited: { value: string; owner: TokenOwner } | null }
>;

export type Family = 'text' | 'number' | 'date' | 'datetime' | 'boolean';
export type FieldType = Schemas['FieldType'];
export type Field = Exactly<Schemas['FieldRow'], { family: Family }>;
export type PropertySchema = {
  type?: string | string[];
  title?: string;
  description?: string;
  control?: string;
  enum?: (string | null)[];
  labels?: { [value: string]: string };
  default?: JsonValue;
  anyOf?: PropertySchema[];
  items?: PropertySchema;
  minimum?: number;
  maximum?: number;
  attributes?: string[] | { [name: string]: string };
  options?: string[] | { [name: string]: string[] };
  /** Drawn only while these other parameters have one of these values. */
  when?: { [name: string]: string[] };
  $ref?: string;
};
export type KindSchema = {
  properties?: { [name: string]: PropertySchema };
  required?: string[];
  $defs?: { [name: string]: PropertySchema };
};
export type Kind = Exactly<Schemas['KindRow'], { schema: KindSchema }>;
export type Operator = Schemas['Operator'];
export type OperatorValues = Operator['values'];
export type ActivityType = Schemas['ActivityTypeRow'];
export type Catalog = Exactly<Schemas['CatalogRow'], { actions: Kind[]; filters: Kind[]; triggers: Kind[] }>;

export type ChannelStatus = Schemas['StatusRow'];
export type Webhook = Schemas['WebhookRow'];
export type WebhookDefinition = Schemas['WebhookDefinition'];
export type Task = Schemas['TaskRow'];
export type Partition = Schemas['PartitionRow'];
export type Channel = Schemas['ChannelRow'];
export type Program = Exactly<Schemas['ProgramRow'], { node: NodeId; parent: NodeId | null }>;
export type ProgramMember = Schemas['MemberRow'];
export type MemberField = Schemas['MemberFieldRow'];
export type SmartListAsset = Exactly<
  Schemas['SmartListRow'],
  { node: NodeId; parent: NodeId | null; smart_list: SmartListRules; problems: Problem[] }
>;
export type EmailContent = Exactly<
  Required<Schemas['EmailContent']>,
  { text: string | null; operational: boolean }
>;
export type EmailAsset = Exactly<
  Schemas['EmailRow'],
  { node: NodeId; parent: NodeId | null; content: EmailContent }
>;
export type EmailPreview = Schemas['EmailPreview'];
export type Form = Exactly<Schemas['FormRow'], { node: NodeId; parent: NodeId | null }>;
export type FormField = Form['fields'][number];
export type FormChanges = Partial<
  Pick<Form, 'fields' | 'key_field' | 'submit_label' | 'thank_you_text' | 'thank_you_url' | 'description'>
>;
export type Tracker = Schemas['TrackerRow'];
export type CustomActivity = Schemas['CustomActivityRow'];
export type CustomAttribute = CustomActivity['attributes'][number];
export type SmartListVersionRow = Schemas['SmartListVersionRow'];
export type SmartListVersion = Schemas['SmartListVersionWhole'];
export type StaticList = Schemas['ListDetail'];
export type Preview = Exactly<Schemas['Preview'], { problems: Problem[] }>;

export type PersonRow = Schemas['PersonRow'];
export type CampaignMember = Schemas['CampaignMemberRow'];
export type Person = Schemas['PersonDetail'];
export type Activity = Schemas['ActivityRow'];
export type ActivityResult = Activity['result'];

export type ColumnGuess = Schemas['Target'];
export type ImportColumn = Schemas['ImportColumn'];
export type UploadedImport = Schemas['Upload'];
export type ColumnMapping = Schemas['ColumnTarget'];
export type Import = Exactly<
  Schemas['ImportRow'],
  { state: 'uploaded' | 'queued' | 'running' | 'done' | 'failed' }
>;

export type StepCount = Exactly<
  Schemas['StepProgress'],
  { label?: string; choices?: { [choice: string]: number } }
> & { waits?: number; goes_on?: number };
export type RunChild = Schemas['RunChild'];
export type Run = Exactly<
  Schemas['RunView'],
  { state: RunState; flow: Flow; steps: { [place: string]: StepCount } }
>;
/** The part of a run that frames of the console's socket tell again and again. */
export type RunProgress = Pick<
  Run,
  | 'state'
  | 'paused'
  | 'entered'
  | 'done'
  | 'waiting'
  | 'held'
  | 'left'
  | 'total'
  | 'rate'
  | 'steps'
  | 'children'
>;
export type RunActivities = Schemas['RunActivities'];
export type RunErrorGroup = Schemas['ErrorGroup'];
export type PersonRun = Schemas['PersonRun'];
export type PassedStep = Schemas['PassedStep'];
export type Trace = Schemas['Trace'];
export type WhyNot = Schemas['WhyNot'];
export type CallerChain = Schemas['CallerChain'];
export type DryRun = Exactly<Schemas['DryRun'], { steps: { [place: string]: StepCount } }>;
export type DryPassedStep = Schemas['DryPassedStep'];
export type TokenOrigin = Schemas['TokenOrigin'];

export type AuditEntry = Schemas['AuditRow'];
export type AuditPage = Schemas['AuditPage'];
export type AuditQuery = {
  cursor?: string | null;
  workspace?: number | null;
  user?: number | null;
  target_type?: string | null;
  name?: string;
  since?: string | null;
  until?: string | null;
};
