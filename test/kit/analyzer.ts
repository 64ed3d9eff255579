import "./sdk-deserialize";
export * from "../../testing/analyzer";
