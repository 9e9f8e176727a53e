using ScimFilter.Samples.Gateway;

await GatewayApp.Create(args).RunAsync();
