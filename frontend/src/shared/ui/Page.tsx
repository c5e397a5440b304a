/** The frame of a page: where it stands, its name, what can be done, its tabs, its content. */

import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import classes from './Page.module.css';

export type Crumb = { label: string; href?: string };
type HeaderProps = {
  title: string;
  icon?: ReactNode;
  crumbs?: Crumb[];
  badges?: ReactNode;
  actions?: ReactNode;
  tabs?: ReactNode;
};

export function PageHeader({ title, icon, crumbs = [], badges, actions, tabs }: HeaderProps) {
  useEffect(() => {
    document.title = `${title} · Campaign designer`;
  }, [title]);
  return (
    <header className={classes.header}>
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <Group justify="space-between" wrap="nowrap" gap="md" mih={32}>
        <Group gap={8} wrap="nowrap" miw={0}>
          {icon}
          <Title order={1} className={classes.title} title={title}>
            {title}
          </Title>
          {badges}
        </Group>
        <Group gap={8} wrap="nowrap" className={classes.actions}>
          {actions}
        </Group>
      </Group>
      {tabs}
    </header>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <Breadcrumbs separator="/" separatorMargin={6} component="nav" aria-label="Where this is">
      {crumbs.map(({ label, href }) =>
        href ? (
          <Anchor key={href} component={Link} href={href} size="xs" c="dimmed">
            {label}
          </Anchor>
        ) : (
          <Text key={label} size="xs" c="dimmed">
            {label}
          </Text>
        ),
      )}
    </Breadcrumbs>
  );
}

export type Tab = { label: string; href: string; mark?: ReactNode };

/** Tabs are links: each has an address, opens in a new browser tab, and survives a reload. */
export function PageTabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  const [location] = useLocation();
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ label: text, href, mark }) => (
        <Link
          key={href}
          href={href}
          className={classes.tab}
          aria-current={location === href ? 'page' : undefined}
        >
          {text}
          {mark}
        </Link>
      ))}
    </nav>
  );
}

export function PageBody({ children, flush = false }: { children: ReactNode; flush?: boolean }) {
  return <div className={flush ? classes.flush : classes.body}>{children}</div>;
}

export function Section({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {actions}
      </Group>
      {children}
    </section>
  );
}
