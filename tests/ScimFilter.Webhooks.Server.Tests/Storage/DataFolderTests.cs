using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The data folder belongs to one process and to its user.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_belongs_to_one_process()
    {
        var folder = new DataFolder(_folder.Path);
        using (new FolderLock(folder))
        {
            Assert.Contains(_folder.Path, Assert.Throws<OperatorException>(() => new FolderLock(folder)).Message, StringComparison.Ordinal);
        }

        new FolderLock(folder).Dispose();
    }

    [Fact]
    public void Neither_deleting_files_nor_another_path_lets_a_second_process_in()
    {
        using var first = new FolderLock(new DataFolder(_folder.Path));
        foreach (string file in Directory.EnumerateFiles(_folder.Path))
        {
            File.Delete(file);
        }

        Assert.Throws<OperatorException>(() => new FolderLock(new DataFolder(_folder.Path)));
        string link = _folder.Path + "-link";
        Directory.CreateSymbolicLink(link, _folder.Path);
        try
        {
            Assert.Throws<OperatorException>(() => new FolderLock(new DataFolder(link)));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task Files_of_a_folder_that_others_could_read_are_private_afterwards()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode everybody = (UnixFileMode)0b110_110_110;
        string key = _folder["secrets.key"];
        await File.WriteAllBytesAsync(key, new byte[AesSecretBox.KeyLength]);
        File.SetUnixFileMode(key, everybody);
        await using (var before = new SqliteDatabase(_folder["webhooks.db"]))
        {
            File.SetUnixFileMode(_folder["webhooks.db"], everybody);
            File.SetUnixFileMode(_folder["webhooks.db-wal"], everybody);
        }

        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        var folder = new DataFolder(_folder.Path);
        using var @lock = new FolderLock(folder);
        await using var database = new SqliteDatabase(folder.DatabasePath);
        await database.WriteAsync(session => session.Execute("UPDATE progress SET position = position + 1"), CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        string[] files = Directory.GetFiles(_folder.Path);
        Assert.Contains(_folder["webhooks.db-wal"], files);
        foreach (string file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }
}
