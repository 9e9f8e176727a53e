using Microsoft.Extensions.Options;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage;

try
{
    await using WebApplication app = ServerApplication.Build(args);

    // Before anything starts: a folder that somebody else has is no fault to log with all its frames.
    _ = app.Services.GetRequiredService<DataFolder>();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    foreach (string failure in exception.Failures)
    {
        Console.Error.WriteLine(failure);
    }

    return 2;
}
catch (DataFolderException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
