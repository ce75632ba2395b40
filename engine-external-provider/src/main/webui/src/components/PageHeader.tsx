import { Breadcrumb, BreadcrumbItem, Content, Flex, FlexItem, PageBreadcrumb, PageSection, Title } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTitle } from "../app/useTitle";

interface PageHeaderProps {
  title: string;
  /** Beside the title, such as a state. */
  badge?: ReactNode;
  description?: ReactNode;
  /** From the top, without the page itself. */
  breadcrumbs?: { title: string; to: string }[];
  actions?: ReactNode;
}

/** The head of a page, which also gives the document its title. */
export function PageHeader({ title, badge, description, breadcrumbs = [], actions }: PageHeaderProps) {
  useTitle(title, ...breadcrumbs.map((crumb) => crumb.title).reverse());
  return (
    <>
      {breadcrumbs.length > 0 && (
        <PageBreadcrumb hasBodyWrapper={false}>
          <Breadcrumb>
            {breadcrumbs.map((crumb) => (
              <BreadcrumbItem key={crumb.to} render={({ className, ariaCurrent }) => (
                <Link to={crumb.to} className={className} aria-current={ariaCurrent}>
                  {crumb.title}
                </Link>
              )} />
            ))}
            <BreadcrumbItem isActive>{title}</BreadcrumbItem>
          </Breadcrumb>
        </PageBreadcrumb>
      )}
      <PageSection hasBodyWrapper={false} className="v2v-page-header">
        <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsFlexStart" }}>
          <FlexItem className="v2v-page-header__text">
            <Flex alignItems={{ default: "alignItemsCenter" }} gap={{ default: "gapMd" }}>
              <FlexItem className="v2v-page-header__title">
                <Title headingLevel="h1" size="2xl">
                  {title}
                </Title>
              </FlexItem>
              {badge !== undefined && <FlexItem>{badge}</FlexItem>}
            </Flex>
            {description !== undefined && <Content component="p">{description}</Content>}
          </FlexItem>
          {actions !== undefined && (
            <FlexItem>
              <Flex gap={{ default: "gapSm" }}>{actions}</Flex>
            </FlexItem>
          )}
        </Flex>
      </PageSection>
    </>
  );
}
