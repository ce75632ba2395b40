import "@testing-library/jest-dom/vitest";
import { configure } from "@testing-library/dom";

// machines that build are busy
configure({ asyncUtilTimeout: 20_000 });
