import { createBrowserRouter } from "react-router";
import { pages } from "../pages/pages";
import { embedded } from "../webadmin/embedded";
import { Frame } from "./Frame";
import { load } from "./load";
import { PageFailure } from "./PageFailure";
import { PageSkeleton } from "../components/PageSkeleton";
import { NotFoundPage } from "./NotFoundPage";
import { EmbeddedFrame } from "./webadmin/EmbeddedFrame";

export const router = createBrowserRouter(
  [
    {
      path: "/",
      element: embedded ? <EmbeddedFrame /> : <Frame />,
      errorElement: <PageFailure />,
      HydrateFallback: PageSkeleton,
      children: [
        {
          errorElement: <PageFailure />,
          children: [
            ...pages.map((page) => ({
              path: page.path,
              lazy: async () => ({ Component: (await load(page.load, openAnew)).default }),
            })),
            { path: "*", element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: "/ovirt-engine/v2v" },
);

/** Loads the document of where somebody is going, or is. */
function openAnew(): void {
  window.location.assign(router.createHref(router.state.navigation.location ?? router.state.location));
}
