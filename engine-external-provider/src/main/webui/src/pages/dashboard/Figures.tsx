import { Card, CardBody } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormat } from "../../components/format";

interface FiguresProps {
  running: number | undefined;
  waiting: number | undefined;
  succeeded: number | undefined;
  failed: number | undefined;
}

const TO = {
  running: "/machines?show=running",
  waiting: "/queue",
  succeeded: "/machines?show=succeeded",
  failed: "/machines?show=failed",
} as const;

/** How many there are, each a way to their list. */
export function Figures(figures: FiguresProps) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  return (
    <div className="v2v-figures">
      {(Object.keys(TO) as (keyof FiguresProps)[]).map((name) => (
        <Card key={name} isCompact>
          <CardBody>
            <Link to={TO[name]} className="v2v-figure">
              <span className={name === "failed" && (figures.failed ?? 0) > 0 ? "v2v-figure__number v2v-figure__number--bad" : "v2v-figure__number"}>
                {figures[name] === undefined ? "–" : format.number(figures[name])}
              </span>
              <span>{t(`figure.${name}`)}</span>
            </Link>
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
