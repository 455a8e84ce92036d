// Styles that come with the code that needs them; the bundler takes them.
declare module '*.css';
