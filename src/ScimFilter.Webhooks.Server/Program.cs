using ScimFilter.Webhooks.Server.Hosting.Commands;

return await CommandLine.RunAsync(args);
