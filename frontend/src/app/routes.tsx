/** Which page belongs to which address; every page is loaded when it is first needed. */

import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { routes } from '@/shared/routes';
import { ErrorBoundary } from '@/shared/ui/ErrorBoundary';
import { Loading } from '@/shared/ui/states';
import { NotFound } from './NotFound';
import { page } from './page';

const Home = page(() => import('@/features/campaigns/HomePage'));
export const Campaign = page(() => import('@/features/campaigns/CampaignPage'));
const Program = page(() => import('@/features/programs/ProgramPage'));
const Folder = page(() => import('@/features/programs/FolderPage'));
const SmartListAsset = page(() => import('@/features/lists/SmartListPage'));
const StaticList = page(() => import('@/features/lists/ListPage'));
const Email = page(() => import('@/features/emails/EmailPage'));
const People = page(() => import('@/features/people/PeoplePage'));
const Person = page(() => import('@/features/people/PersonPage'));
const Imports = page(() => import('@/features/imports/ImportsPage'));
const NewImport = page(() => import('@/features/imports/NewImportPage'));
const ImportProgress = page(() => import('@/features/imports/ImportPage'));
export const RunConsole = page(() => import('@/features/run/RunPage'));
const Form = page(() => import('@/features/web/FormPage'));
const Web = page(() => import('@/features/web/WebPage'));
const Queue = page(() => import('@/features/queue/QueuePage'));
const Agenda = page(() => import('@/features/schedule/AgendaPage'));
const Fields = page(() => import('@/features/admin/FieldsPage'));
const Notices = page(() => import('@/features/notices/NoticesPage'));
const Audit = page(() => import('@/features/admin/AuditPage'));
const Admin = page(() => import('@/features/admin/AdminPage'));

const W = '/w/:ws';

export function Pages() {
  const { id: ws } = useWorkspace();
  const [location] = useLocation();
  return (
    <ErrorBoundary resetKey={location}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path={W} component={Home} />
          <Route path={`${W}/campaigns/:id/:tab?`}>
            {({ id, tab }) =>
              tab ? (
                <Campaign key={id} id={Number(id)} tab={tab} />
              ) : (
                <Redirect to={routes.campaign(ws, Number(id))} replace />
              )
            }
          </Route>
          <Route path={`${W}/programs/:id/:tab?`}>
            {({ id, tab }) =>
              tab ? (
                <Program key={id} id={Number(id)} tab={tab} />
              ) : (
                <Redirect to={routes.program(ws, Number(id))} replace />
              )
            }
          </Route>
          <Route path={`${W}/folders/:id`}>{({ id }) => <Folder key={id} id={Number(id)} />}</Route>
          <Route path={`${W}/smart-lists/:id/:tab?`}>
            {({ id, tab }) =>
              tab ? (
                <SmartListAsset key={id} id={Number(id)} tab={tab} />
              ) : (
                <Redirect to={routes.smartList(ws, Number(id))} replace />
              )
            }
          </Route>
          <Route path={`${W}/lists/:id/:tab?`}>
            {({ id, tab }) => <StaticList key={id} id={Number(id)} tab={tab ?? 'people'} />}
          </Route>
          <Route path={`${W}/emails/:id/:tab?`}>
            {({ id, tab }) =>
              tab ? (
                <Email key={id} id={Number(id)} tab={tab} />
              ) : (
                <Redirect to={routes.email(ws, Number(id))} replace />
              )
            }
          </Route>
          <Route path={`${W}/people`} component={People} />
          <Route path={`${W}/people/:id`}>{({ id }) => <Person key={id} id={Number(id)} />}</Route>
          <Route path={`${W}/imports`} component={Imports} />
          <Route path={`${W}/imports/new`} component={NewImport} />
          <Route path={`${W}/imports/:id`}>{({ id }) => <ImportProgress key={id} id={Number(id)} />}</Route>
          <Route path={`${W}/runs/:id`}>{({ id }) => <RunConsole key={id} id={Number(id)} />}</Route>
          <Route path={`${W}/forms/:id`}>{({ id }) => <Form key={id} id={Number(id)} />}</Route>
          <Route path={`${W}/web`} component={Web} />
          <Route path={`${W}/queue`} component={Queue} />
          <Route path={`${W}/agenda`} component={Agenda} />
          <Route path={`${W}/fields`} component={Fields} />
          <Route path={`${W}/notices`} component={Notices} />
          <Route path={`${W}/audit`}>{() => <Audit />}</Route>
          <Route path={`${W}/audit/installation`}>{() => <Audit everywhere />}</Route>
          <Route path={`${W}/admin`} component={Admin} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
