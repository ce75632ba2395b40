import { RouterProvider } from "react-router/dom";
import { router } from "./router";

/** All that is shown to who has signed in; loaded when that has been done, so that the sign-in is there soon. */
export default function Pages() {
  return <RouterProvider router={router} />;
}
