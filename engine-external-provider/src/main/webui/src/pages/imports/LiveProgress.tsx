import { useQuery } from "@tanstack/react-query";
import { ImportProgress } from "../../components/ImportProgress";
import { type Import, importQuery } from "./importQueries";

/** The progress of an import of a list, which moves with the stream without the list being asked for again. */
export function LiveProgress({ subject }: { subject: Import }) {
  const { data = subject } = useQuery({ ...importQuery(subject.id ?? ""), enabled: false });
  return <ImportProgress subject={data} />;
}
