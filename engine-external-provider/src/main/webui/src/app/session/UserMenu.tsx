import { Divider, Dropdown, DropdownGroup, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { UserIcon } from "@patternfly/react-icons";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "./SessionContext";

export function UserMenu() {
  const { t } = useTranslation();
  const { session, leave } = useSession();
  const [isOpen, setOpen] = useState(false);
  const leaving = useMutation({ mutationFn: leave });
  const roles = session.permissions.map((permission) =>
    permission.data_center === undefined
      ? permission.role
      : t("user.in", { role: permission.role, place: permission.data_center.name ?? permission.data_center.id }),
  );
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      popperProps={{ position: "end", appendTo: "inline" }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plainText"
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          icon={<UserIcon />}
          aria-label={`${t("user.menu")}: ${session.user.user_name}`}
        >
          <span className="v2v-user-name">{session.user.user_name}</span>
        </MenuToggle>
      )}
    >
      <DropdownGroup label={session.user.user_name}>
        <DropdownList>
          {roles.map((role) => (
            <DropdownItem key={role} isDisabled>
              {role}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownList>
        <DropdownItem isDanger={leaving.isError} isLoading={leaving.isPending} onClick={() => leaving.mutate()}>
          {t("user.signOut")}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
