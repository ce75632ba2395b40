import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  PageToggleButton,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Brand } from "./Brand";
import { NotificationButton } from "./notifications/NotificationButton";
import { LanguageMenu } from "./preferences/LanguageMenu";
import { ThemeMenu } from "./preferences/ThemeMenu";
import { UserMenu } from "./session/UserMenu";

interface FrameMastheadProps {
  areEventsOpen: boolean;
  onToggleEvents: () => void;
}

export function FrameMasthead({ areEventsOpen, onToggleEvents }: FrameMastheadProps) {
  const { t } = useTranslation();
  return (
    <Masthead display={{ default: "inline" }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label={t("navigation.toggle")} />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" />}>
            <Brand />
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent>
            <ToolbarGroup variant="action-group-plain" align={{ default: "alignEnd" }} gap={{ default: "gapNone" }}>
              <ToolbarItem>
                <NotificationButton isOpen={areEventsOpen} onToggle={onToggleEvents} />
              </ToolbarItem>
              <ToolbarItem>
                <ThemeMenu />
              </ToolbarItem>
              <ToolbarItem>
                <LanguageMenu />
              </ToolbarItem>
              <ToolbarItem>
                <UserMenu />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}
