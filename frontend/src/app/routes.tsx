/** Which page belongs to which address; every page is loaded when it is first needed. */

import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useWorkspace } from '@/features/workspace/WorkspaceContext';
import { routes } from '@/shared/routes';
import { ErrorBoundary } from '@/shared/ui/ErrorBoundary';
import { Loading } from '@/shared/ui/states';
import { NotFound } from './NotFound';

const campaignPage = () => import('@/features/campaigns/CampaignPage');
const runPage = () => import('@/features/run/RunPage');

const Home = lazy(() => import('@/features/campaigns/HomePage'));
const Campaign = lazy(campaignPage);
const Program = lazy(() => import('@/features/programs/ProgramPage'));
const Folder = lazy(() => import('@/features/programs/FolderPage'));
const SmartListAsset = lazy(() => import('@/features/lists/SmartListPage'));
const StaticList = lazy(() => import('@/features/lists/ListPage'));
const Email = lazy(() => import('@/features/emails/EmailPage'));
const People = lazy(() => import('@/features/people/PeoplePage'));
const Person = lazy(() => import('@/features/people/PersonPage'));
const Imports = lazy(() => import('@/features/imports/ImportsPage'));
const NewImport = lazy(() => import('@/features/imports/NewImportPage'));
const ImportProgress = lazy(() => import('@/features/imports/ImportPage'));
const RunConsole = lazy(runPage);
const Form = lazy(() => import('@/features/web/FormPage'));
const Web = lazy(() => import('@/features/web/WebPage'));
const Queue = lazy(() => import('@/features/queue/QueuePage'));
const Agenda = lazy(() => import('@/features/schedule/AgendaPage'));
const Fields = lazy(() => import('@/features/admin/FieldsPage'));
const Notices = lazy(() => import('@/features/notices/NoticesPage'));
const Audit = lazy(() => import('@/features/admin/AuditPage'));
const Admin = lazy(() => import('@/features/admin/AdminPage'));

const W = '/w/:ws';

/** Fetches the address's page, if it is one of the large ones, while the server is still asked who is here. */
export function fetchAhead(path: string) {
  const page = path.split('/')[3];
  const load = page === 'runs' ? runPage : page === 'campaigns' ? campaignPage : null;
  load?.().catch(() => undefined); // whoever shows it asks for it again, and tells
}

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
