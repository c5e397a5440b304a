/** The shapes that the server speaks, as its contract names them. */

export type Role = 'admin' | 'marketer' | 'viewer';
export type WorkspaceRef = { id: number; name: string; timezone: string; role: Role | null };
export type Me = {
  id: number;
  name: string;
  email: string;
  is_superuser: boolean;
  workspaces: WorkspaceRef[];
};
export type Page<Item> = { items: Item[]; next: string | null; total: number | null };
export type Named = { id: number; name: string };

export type NodeKind = 'folder' | 'program' | 'campaign' | 'smart_list' | 'list';
export type NodeId = `${NodeKind}:${number}`;
export type CampaignKind = 'executable' | 'batch' | 'trigger';
export type CampaignStatus =
  | 'never_run'
  | 'active'
  | 'inactive'
  | 'running'
  | 'waiting'
  | 'has_run'
  | 'invalid';
export type TreeNode = {
  node: NodeId;
  kind: NodeKind;
  id: number;
  name: string;
  parent: NodeId | null;
  in_program: boolean;
  campaign_kind?: CampaignKind | null;
  status?: CampaignStatus | null;
};

export type JsonValue = unknown;
export type Params = { readonly [name: string]: JsonValue };
export type Condition = { readonly kind: string; readonly params: Params };
export type Branch = { readonly params: Params; readonly do_nothing: boolean };
export type Choice = Branch & { readonly id: string; readonly condition: Condition };
export type FlowStep = {
  readonly id: string;
  readonly kind: string;
  readonly choices: readonly Choice[];
  readonly default: Branch;
};
export type Flow = { readonly steps: readonly FlowStep[] };
export type Rule = { readonly id: string; readonly kind: string; readonly params: Params };
export type Match = 'all' | 'any' | 'advanced';
export type SmartListRules = {
  readonly triggers: readonly Rule[];
  readonly filters: readonly Rule[];
  readonly match: Match;
  readonly logic: string;
};
export type DateConstraint = { operator: string; values: string[] };
export type ActivityConstraint = { attribute: string; operator: string; values: string[] };

export type QualificationMode = 'once' | 'every_time' | 'interval';
export type QualificationUnit = 'hours' | 'days' | 'weeks' | 'months';
export type CampaignSettings = {
  qualification: { mode: QualificationMode; every: number; unit: QualificationUnit };
  block_non_operational: boolean;
  person_limit: number | null;
  priority: 'high' | 'medium' | 'low' | null;
};

export type Problem = {
  code: string;
  severity: 'error' | 'warning';
  where: {
    part: 'smart_list' | 'flow' | 'settings';
    rule?: string | null;
    step?: string | null;
    branch?: string | null;
  };
  message: string;
};

export type CallRef = { id: number; name: string; relation: string };
export type RunRef = {
  id: number;
  kind: 'batch' | 'trigger' | 'request';
  state: RunState;
  started_at: string | null;
  ended_at: string | null;
  started_by: string | { name: string } | null;
  total: number | null;
  entered: number;
  done: number;
  waiting: number;
  held: number;
  reason?: string | null;
};
export type Campaign = {
  id: number;
  node: NodeId;
  name: string;
  description: string;
  executable: boolean;
  kind: CampaignKind;
  status: CampaignStatus;
  active: boolean;
  parent: NodeId | null;
  program: Named | null;
  edit_number: number;
  has_unpublished_changes: boolean;
  published: { number: number; at: string; by: string | null } | null;
  settings: CampaignSettings;
  calls: CallRef[];
  called_by: CallRef[];
  runs: RunRef[];
  members: number;
};

export type StepWords = { [step: string]: { [branch: string]: string } };
export type Draft = {
  edit_number: number;
  saved_at: string | null;
  saved_by: string | null;
  smart_list: SmartListRules;
  flow: Flow;
  problems: Problem[];
  has_unpublished_changes: boolean;
  words: { filters: { [rule: string]: string }; steps: StepWords; conditions?: StepWords };
};
export type StaleEdit = {
  edit_number: number;
  saved_by: string | null;
  saved_at: string | null;
  smart_list: SmartListRules;
  flow?: Flow;
};
export type OpenFlow = {
  id: number;
  name: string;
  flow: Flow;
  smart_list_words?: string | string[] | { [rule: string]: string };
  words?: StepWords;
};
export type OpenFlows = { campaigns: { [id: string]: OpenFlow } };
export type Audience = {
  /** null when counting took too long, or nothing could be counted. */
  qualified: number | null;
  held_back: number | null;
  matching: number | null;
  everyone: boolean;
  doubt?: string | null;
  limit: number | null;
  over_limit: boolean;
  errors: Problem[];
};
export type TokenHint = {
  token: string;
  value: string;
  origin: string;
  type: string;
  missing_in: string[];
};
export type UsedBy = { node: NodeId | null; name: string; relation: string };

export type TokenType = 'text' | 'rich_text' | 'number' | 'score' | 'date';
export type MyToken = {
  id: number;
  name: string;
  token: string;
  type: TokenType;
  value: string;
  state: 'local' | 'overridden' | 'inherited';
  owner: { node: NodeId; name: string };
  inherited: { value: string; owner: { node: NodeId; name: string } } | null;
};

export type Family = 'text' | 'number' | 'date' | 'datetime' | 'boolean';
export type FieldType = string;
export type Field = {
  name: string;
  label: string;
  type: FieldType;
  family: Family;
  standard: boolean;
  read_only: boolean;
  used: boolean | number;
};
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
  $ref?: string;
};
export type KindSchema = {
  properties?: { [name: string]: PropertySchema };
  required?: string[];
  $defs?: { [name: string]: PropertySchema };
};
export type Kind = {
  kind: string;
  label: string;
  category: string;
  role: string;
  help: string;
  schema: KindSchema;
  allowed_in_executable: boolean;
  in_choice: boolean;
  in_smart_list?: boolean;
  family?: string | null;
};
export type OperatorValues = 'none' | 'one' | 'many' | 'range' | 'duration' | 'frame';
export type Operator = { name: string; label: string; values: OperatorValues; help: string };
export type ActivityType = {
  id: number;
  key: string;
  label: string;
  primary: string | null;
  attributes: (string | { name: string })[];
};
export type Catalog = {
  actions: Kind[];
  filters: Kind[];
  triggers: Kind[];
  operators: { [family: string]: Operator[] };
  frames: (string | { name: string; label: string })[];
  activity_types: ActivityType[];
};

export type ChannelStatus = {
  id: number;
  name: string;
  step: number;
  success: boolean;
  hidden: boolean;
};
export type Channel = { id: number; name: string; statuses: ChannelStatus[] };
export type Program = {
  id: number;
  name: string;
  description: string;
  parent: NodeId | null;
  channel: Channel | Named | number;
  members?: number;
  statuses?: (ChannelStatus & { members?: number })[];
};
export type ProgramMember = {
  person: PersonRow;
  status: { id: number; name: string } | string;
  success: boolean;
  since?: string;
};
export type SmartListAsset = {
  id: number;
  name: string;
  description: string;
  parent: NodeId | null;
  edit_number: number;
  saved_at?: string | null;
  saved_by?: string | null;
  smart_list: SmartListRules;
  problems?: Problem[];
  words?: { filters: { [rule: string]: string } } | { [rule: string]: string };
};
export type StaticList = { id: number; name: string; people: number; parent?: NodeId | null };
export type Preview = {
  count: number | null;
  doubt: string | null;
  problems: Problem[];
  sample: PersonRow[];
  took_ms: number;
};

export type PersonRow = {
  id: number;
  name: string;
  email: string | null;
  company: string | null;
  values?: { [field: string]: JsonValue };
};
export type Person = {
  id: number;
  name: string;
  email: string | null;
  values: { [field: string]: JsonValue };
  created_at: string;
  updated_at: string;
  lists: Named[];
  programs: { id: number; name: string; status: string; success: boolean }[];
  campaigns: { id: number; name: string; first: string; last: string; entries: number }[];
};
export type ActivityResult = 'succeeded' | 'skipped' | 'failed';
export type Activity = {
  id: number;
  feed_no: number | null;
  person: Named;
  type: { key: string; label: string };
  occurred_at: string;
  recorded_at: string;
  campaign: Named | null;
  run: number | null;
  entry: number | null;
  step: string | null;
  choice: string | null;
  path: string | null;
  result: ActivityResult;
  reason: string | null;
  primary: string | number | boolean | null;
  attributes: { [name: string]: JsonValue };
};

export type ColumnGuess = {
  field: string | null;
  new: { label: string; type: FieldType } | null;
  skip: boolean;
};
export type ImportColumn = { name: string; examples: string[]; empty: number; guess: ColumnGuess };
export type UploadedImport = {
  id: number;
  file_name: string;
  columns: ImportColumn[];
  rows: (string | null)[][];
  total_rows: number;
  key: string | null;
  empty_words?: string[];
  triggers: number;
};
export type ColumnMapping = {
  column: string;
  field: string | null;
  new: { label: string; type: FieldType } | null;
  skip: boolean;
};
export type Import = {
  id: number;
  file_name?: string;
  state: 'uploaded' | 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  repeated?: number;
  reason: string | null;
  created_at?: string;
  created_by?: string | null;
};

export type RunState = 'preparing' | 'running' | 'waiting' | 'done' | 'aborted' | 'failed';
export type StepCount = {
  label?: string;
  in: number;
  succeeded: number;
  skipped: number;
  failed: number;
  choices?: { [choice: string]: number };
};
export type RunChild = {
  campaign: Named;
  path: string;
  relation: 'executes' | 'requests';
  qualified: number;
  not_qualified: number;
};
export type RunProgress = {
  state: RunState;
  entered: number;
  done: number;
  waiting: number;
  held: number;
  left: number;
  total: number | null;
  rate: number | null;
  steps: { [place: string]: StepCount };
  children: RunChild[];
};
export type Run = RunProgress & {
  id: number;
  campaign: { id: number; name: string; kind: CampaignKind } | null;
  kind: 'batch' | 'trigger' | 'request';
  reason: string | null;
  started_at: string | null;
  ended_at: string | null;
  started_by: string | { name: string } | null;
  flow: Flow;
  words: { filters?: { [rule: string]: string }; steps?: StepWords } | StepWords;
  feed_no: number | null;
};
export type RunActivities = {
  items: Activity[];
  oldest: string | null;
  newest: string | null;
  more: boolean;
};
export type RunErrorGroup = {
  reason: string;
  kind: 'held' | 'failed';
  step: string | null;
  path: string;
  label?: string;
  count: number;
  sample: { entry: number | null; activity: number | null; person: Named }[];
};

export type RoleGrant = { id: number; user: { id: number; name: string; email: string }; role: Role };
export type User = { id: number; name: string; email: string; is_superuser?: boolean };
export type Workspace = { id: number; name: string; timezone: string; archived?: boolean };
