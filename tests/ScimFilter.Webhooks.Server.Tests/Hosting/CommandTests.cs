using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Hosting.Commands;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>Commands on the data folder, and what an operator is told when something is wrong.</summary>
[Collection(nameof(Console))]
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Setting => $"--Webhooks:DataFolder={_folder.Path}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_are_added_listed_and_revoked_beside_a_running_server()
    {
        await using TestServer server = await TestServer.StartAsync();
        string setting = $"--Webhooks:DataFolder={((DataFolder)server.Services.GetService(typeof(DataFolder))!).Path}";
        (int code, string output, _) = await RunAsync("keys", "add", "--tenant", "t9", "--user", "ops", "--role", "TenantAdmin", setting);
        Assert.Equal(0, code);
        string id = Regex.Match(output, "id:  ([0-9a-f]{12})").Groups[1].Value;
        string key = Regex.Match(output, "key: (whk_[0-9a-f]{64})").Groups[1].Value;
        Assert.Equal(401, (await server.SendAsync(key, "GET", "/api/v1/webhooks")).Status);
        await RefreshAsync(server, key, 200);
        (_, output, _) = await RunAsync(
            "keys", "list", setting, "--Webhooks:ApiKeys:0:Key=k", "--Webhooks:ApiKeys:0:TenantId=t1", "--Webhooks:ApiKeys:0:UserId=u",
            "--Webhooks:ApiKeys:0:Roles:0=TenantAdmin");
        Assert.Contains($"{id}  t9  ops  TenantAdmin  20", output, StringComparison.Ordinal);
        Assert.Contains("t1  u  TenantAdmin  in the configuration", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("keys", "revoke", id[..6], setting)).Code);
        await RefreshAsync(server, key, 401);
        Assert.Equal(2, (await RunAsync("keys", "revoke", id, setting)).Code);
        Assert.Equal(2, (await RunAsync("keys", "add", "--tenant", "t9", "--user", "ops", "--role", "Emperor", setting)).Code);
    }

    [Fact]
    public async Task The_first_key_is_revoked_like_any_other()
    {
        (_, string output, _) = await StartAsync();
        string key = Regex.Match(output, "whk_[0-9a-f]{64}").Value;
        Assert.Equal(0, (await RunAsync("keys", "add", "--tenant", "default", "--user", "ops", "--role", "TenantAdmin", Setting)).Code);
        Assert.Equal(0, (await RunAsync("keys", "revoke", key, Setting)).Code);
        (_, output, _) = await RunAsync("keys", "list", Setting);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        (_, output, _) = await StartAsync();
        Assert.DoesNotContain("Administrator key", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_written_beside_a_running_server_and_starts_one()
    {
        string file = _folder["backup.db"];
        await using (TestServer server = await TestServer.StartAsync())
        {
            await server.CreateAsync("https://a.example/", new { name = "kept", secret = "s" });
            var folder = (DataFolder)server.Services.GetService(typeof(DataFolder))!;
            Assert.Equal(0, (await RunAsync("backup", file, $"--Webhooks:DataFolder={folder.Path}")).Code);
            (int code, _, string error) = await RunAsync("backup", file, $"--Webhooks:DataFolder={folder.Path}");
            Assert.Equal(2, code);
            AssertOneLine(error, "exists");
            File.Copy(folder.KeyPath, _folder["secrets.key"]);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        File.Move(file, _folder["webhooks.db"]);
        (int checkedCode, string output, _) = await RunAsync("check", Setting);
        Assert.Equal((0, "No faults.\n"), (checkedCode, output));
        await using var database = new SqliteDatabase(_folder["webhooks.db"]);
        Assert.Equal(1, await database.ReadAsync(session => session.Scalar("SELECT COUNT(*) FROM webhooks WHERE name = 'kept'"), CancellationToken.None));
    }

    [Fact]
    public async Task Check_names_everything_that_is_damaged()
    {
        await SeedAsync(3);
        Assert.Equal(0, (await RunAsync("check", Setting)).Code);
        using (SqliteSession session = SqliteDatabase.OpenSession(_folder["webhooks.db"]))
        {
            session.Execute("UPDATE webhooks SET sealed = zeroblob(50) WHERE id = 'w1'");
            session.Execute("UPDATE webhooks SET url = 'x' WHERE id = 'w2'");
            session.Execute("INSERT INTO api_keys VALUES (x'0123456789AB', 't', 'u', '{', 0)");
            session.Execute(
                "INSERT INTO attempts (id, webhook, position, type, triggered_at, succeeded, message, url, request_headers, shape, response_headers) "
                + "VALUES (zeroblob(16), 1, 1, 't', 0, 0, '', '', '', 0, '[]')");
            session.Execute("INSERT INTO events (tenant, id, type, shape, received_at, body) VALUES ('t', 'broken', 't', 0, 0, x'7B')");
        }

        (int code, string output, _) = await RunAsync("check", Setting);
        Assert.Equal(1, code);
        Assert.Equal(6, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All((string[])["w1 (secrets)", "w2 (url)", "0123456789ab (roles)", "(request headers)", "broken (body)", "Faults: 5."], part => Assert.Contains(part, output, StringComparison.Ordinal));
        File.Delete(_folder["secrets.key"]);
        Assert.Contains("secrets.key", (await RunAsync("check", Setting)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_rotated_while_the_server_is_stopped()
    {
        await SeedAsync(3);
        byte[] before = await File.ReadAllBytesAsync(_folder["secrets.key"]);
        (int code, string output, _) = await RunAsync("rotate-key", Setting);
        Assert.Equal((0, "Sealed anew: the secrets of 3 webhooks.\n"), (code, output));
        Assert.NotEqual(before, await File.ReadAllBytesAsync(_folder["secrets.key"]));
        Assert.Equal(0, (await RunAsync("check", Setting)).Code);
        string given = Convert.ToBase64String(await File.ReadAllBytesAsync(_folder["secrets.key"]));
        await File.WriteAllTextAsync(_folder["new"], Convert.ToBase64String(before));
        string configured = $"--Webhooks:EncryptionKey={given}";
        Assert.Equal(2, (await RunAsync("rotate-key", Setting, configured)).Code);
        Assert.Equal(0, (await RunAsync("rotate-key", "--new-key-file", _folder["new"], Setting, configured)).Code);
        Assert.Contains("already", (await RunAsync("rotate-key", "--new-key-file", _folder["new"], Setting, configured)).Output, StringComparison.Ordinal);
        (code, _, string error) = await RunAsync(Setting, configured, "--urls=http://127.0.0.1:0");
        Assert.Equal(2, code);
        AssertOneLine(error, "Webhooks:EncryptionKey");
        Assert.Equal(0, (await RunAsync("check", Setting, $"--Webhooks:EncryptionKey={Convert.ToBase64String(before)}")).Code);
    }

    [Fact]
    public async Task A_rotation_that_is_refused_after_one_that_was_killed_loses_no_key()
    {
        await SeedAsync(2);
        byte[] key = new byte[AesSecretBox.KeyLength];
        key[0] = 1;
        var folder = new DataFolder(_folder.Path);
        using (SqliteSession session = SqliteDatabase.OpenSession(folder.DatabasePath))
        {
            AesSecretBox before = new SecretKeys(folder, null).Open(session);
            PrivateFiles.Write(folder.NextKeyPath, key);
            KeyRotation.Reseal(session, before, new AesSecretBox(key), discardUnreadable: false);
            session.Execute("UPDATE webhooks SET sealed = zeroblob(50) WHERE id = 'w1'");
        }

        Assert.Equal(2, (await RunAsync("rotate-key", Setting)).Code);
        Assert.Equal(key, await File.ReadAllBytesAsync(folder.KeyPath));
        (int code, string output, _) = await RunAsync("check", Setting);
        Assert.Equal((1, "webhooks: tenant t, webhook w1 (secrets)\nFaults: 1.\n"), (code, output));
    }

    [Fact]
    public async Task A_key_that_is_lost_for_good_costs_its_secrets_alone()
    {
        await SeedAsync(2);
        File.Delete(_folder["secrets.key"]);
        Assert.Equal(2, (await RunAsync("rotate-key", Setting)).Code);
        (int code, string output, _) = await RunAsync("rotate-key", "--discard-unreadable", Setting);
        Assert.Equal(0, code);
        Assert.Contains("webhook w0 of tenant t", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("check", Setting)).Code);
    }

    [Fact]
    public async Task Compact_gives_space_back_and_refuses_beside_a_server()
    {
        await SeedAsync(1);
        using (SqliteSession session = SqliteDatabase.OpenSession(_folder["webhooks.db"]))
        {
            session.Run(
                "CREATE TABLE filler (b BLOB); INSERT INTO filler VALUES (zeroblob(5000000)); DELETE FROM filler; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        using (new FolderLock(new DataFolder(_folder.Path)))
        {
            foreach (string command in (string[])["compact", "rotate-key"])
            {
                (int refused, _, string error) = await RunAsync(command, Setting);
                Assert.Equal(2, refused);
                AssertOneLine(error, "Another process uses");
            }
        }

        long before = new FileInfo(_folder["webhooks.db"]).Length;
        Assert.Equal(0, (await RunAsync("compact", Setting)).Code);
        Assert.InRange(new FileInfo(_folder["webhooks.db"]).Length, 1, before - 4_000_000);
    }

    [Theory]
    [InlineData("not a database", "not a database")]
    [InlineData("key of 3 bytes", "3 bytes")]
    [InlineData("port in use", "address already in use")]
    [InlineData("later version", "version 99")]
    [InlineData("setting of the wrong type", "Webhooks:QuotaPerUser")]
    [InlineData("setting without a value", "has no value")]
    [InlineData("no command", "neither a command nor a setting")]
    [InlineData("folder is a file", "cannot be")]
    public async Task What_prevents_the_start_is_one_line_and_exit_code_2(string fault, string expected)
    {
        string[] arguments = [Setting, "--urls=http://127.0.0.1:0"];
        await using Receiver other = await Receiver.StartAsync();
        switch (fault)
        {
            case "not a database":
                await File.WriteAllTextAsync(_folder["webhooks.db"], new string('x', 10_000));
                break;
            case "key of 3 bytes":
                await File.WriteAllTextAsync(_folder["secrets.key"], "abc");
                break;
            case "port in use":
                arguments = [Setting, $"--urls={other.Url}"];
                break;
            case "later version":
                using (SqliteSession session = SqliteDatabase.OpenSession(_folder["webhooks.db"]))
                {
                    session.Run("PRAGMA user_version=99");
                }

                break;
            case "setting of the wrong type":
                arguments = [.. arguments, "--Webhooks:QuotaPerUser=many"];
                break;
            case "setting without a value":
                arguments = [.. arguments, "--Webhooks:QuotaPerUser"];
                break;
            case "no command":
                arguments = [.. arguments, "chekc"];
                break;
            case "folder is a file":
                await File.WriteAllTextAsync(_folder["file"], "");
                arguments = [$"--Webhooks:DataFolder={_folder["file"]}", "--urls=http://127.0.0.1:0"];
                break;
        }

        (int code, string output, string error) = await RunAsync(arguments);
        Assert.Equal(2, code);
        AssertOneLine(error, expected);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        (code, _, error) = await RunAsync(["--verbose", .. arguments]);
        Assert.Equal(2, code);
        Assert.Contains("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_commands_say_where_they_looked()
    {
        foreach (string[] command in (string[][])[["check"], ["compact"], ["rotate-key"], ["keys", "list"], ["keys", "revoke", "abcdef"], ["backup", _folder["b"]]])
        {
            (int code, _, string error) = await RunAsync([.. command, Setting]);
            Assert.Equal(2, code);
            AssertOneLine(error, _folder.Path);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Equal(0, (await RunAsync("keys", "add", "--tenant", "t", "--user", "u", Setting)).Code);
        Assert.Equal(0, (await RunAsync("check", Setting)).Code);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("keys --help")]
    [InlineData("keys add --help")]
    [InlineData("backup --help")]
    [InlineData("rotate-key --help")]
    public async Task Help_is_not_an_error(string arguments)
    {
        (int code, string output, string error) = await RunAsync(arguments.Split(' '));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    private static void AssertOneLine(string error, string expected)
    {
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    private async Task SeedAsync(int webhooks)
    {
        var folder = new DataFolder(_folder.Path);
        folder.Prepare();
        await using var database = new SqliteDatabase(folder.DatabasePath);
        AesSecretBox box = await database.WriteAsync(new SecretKeys(folder, null).Open, CancellationToken.None);
        var store = new SqliteWebhookStore(database, box);
        for (int i = 0; i < webhooks; i++)
        {
            var webhook = new Webhook
            {
                TenantId = "t", Id = $"w{i}", Name = $"w{i}", Url = new Uri("https://a.example/"), Secret = new WebhookSecret("s"), EventTypes = ["a"],
            };
            await store.AddAsync(webhook, new WebhookQuota(100, 100), CancellationToken.None);
        }
    }

    // Moves the clock until the server has read its keys again.
    private static async Task RefreshAsync(TestServer server, string key, int status)
    {
        for (int i = 0; i < 1_000 && (await server.SendAsync(key, "GET", "/api/v1/webhooks")).Status != status; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        Assert.Equal(status, (await server.SendAsync(key, "GET", "/api/v1/webhooks")).Status);
    }

    private async Task<(int Code, string Output, string Error)> StartAsync() => await CaptureAsync(async () =>
    {
        await using WebApplication app = ServerApplication.Build(["--urls=http://127.0.0.1:0", Setting]);
        await app.StartAsync();
        await app.StopAsync();
        return 0;
    });

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        CaptureAsync(() => CommandLine.RunAsync(arguments));

    private static async Task<(int Code, string Output, string Error)> CaptureAsync(Func<Task<int>> run)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        (var capturedOutput, var capturedError) = (new StringWriter(), new StringWriter());
        Console.SetOut(capturedOutput);
        Console.SetError(capturedError);
        try
        {
            int code = await run();
            return (code, capturedOutput.ToString(), capturedError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
