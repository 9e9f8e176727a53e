using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage;

await using WebApplication app = ServerApplication.Build(args);
try
{
    // Before anything starts: a folder that somebody else has is no fault to log with all its frames.
    _ = app.Services.GetRequiredService<DataFolder>();
    await app.RunAsync();
    return 0;
}
catch (DataFolderException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
