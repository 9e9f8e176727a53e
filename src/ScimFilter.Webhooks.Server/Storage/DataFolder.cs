namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>Where the database and the generated key are. Immutable; nothing is touched before <see cref="Prepare"/>.</summary>
/// <param name="configured">The folder; null or empty: a folder of the user who runs the process.</param>
internal sealed class DataFolder(string? configured)
{
    public string Path { get; } = System.IO.Path.GetFullPath(string.IsNullOrEmpty(configured) ? DefaultPath() : configured);

    public string DatabasePath => System.IO.Path.Combine(Path, "webhooks.db");

    /// <summary>Gets the file of the key that secrets are sealed with, unless the configuration gives one.</summary>
    public string KeyPath => System.IO.Path.Combine(Path, "secrets.key");

    /// <summary>Gets the file of the key that secrets are being re-sealed with.</summary>
    public string NextKeyPath => System.IO.Path.Combine(Path, "secrets.key.next");

    /// <summary>Gets a value indicating whether there is a database file.</summary>
    public bool HasDatabase => File.Exists(DatabasePath);

    /// <summary>
    /// Creates the folder if there is none, and takes the rights of other users from all files.
    /// </summary>
    /// <exception cref="OperatorException">The folder cannot be written to.</exception>
    public void Prepare()
    {
        try
        {
            PrivateFiles.CreateFolder(Path);
            foreach (string file in (string[])[DatabasePath, DatabasePath + "-wal", DatabasePath + "-shm", KeyPath, NextKeyPath])
            {
                PrivateFiles.Restrict(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The data folder {Path} cannot be written to: {exception.Message}", exception);
        }
    }

    private static string DefaultPath()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(home.Length > 0 ? home : Environment.CurrentDirectory, "scimfilter-webhooks");
    }
}
