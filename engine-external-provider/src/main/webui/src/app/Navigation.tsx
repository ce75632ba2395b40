import { Nav, NavItem, NavList, PageSidebar, PageSidebarBody } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import { pages } from "../pages/pages";
import { mayDo } from "./session/session";
import { useSession } from "./session/SessionContext";

export function Navigation() {
  const { t } = useTranslation();
  const { session } = useSession();
  const { pathname } = useLocation();
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={t("navigation.label")}>
          <NavList>
            {pages
              .filter((page) => page.navigation !== undefined && (page.permit === undefined || mayDo(session, page.permit)))
              .map((page) => {
                const isActive = page.path === "/" ? pathname === "/" : `${pathname}/`.startsWith(`${page.path}/`);
                return (
                  <NavItem key={page.path} isActive={isActive}>
                    <NavLink to={page.path} end={page.path === "/"}>
                      {t(`navigation.${page.navigation}`)}
                    </NavLink>
                  </NavItem>
                );
              })}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
