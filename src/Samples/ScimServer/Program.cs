using ScimFilter.Samples.ScimServer;

await ScimServerApp.Create(args).RunAsync();
