using ScimFilter.Webhooks.Server.Hosting;

await using WebApplication app = ServerApplication.Build(args);
await app.RunAsync();
