// Loads the native engine and types its functions.
export {};
