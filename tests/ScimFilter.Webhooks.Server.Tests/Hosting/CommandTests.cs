using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Hosting.Commands;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Upkeep;
using ScimFilter.Webhooks.Server.Tests.Support;

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
        Assert.Equal(1, await database.ReadAsync(session => session.Scalar("SELECT COUNT(*) FROM webhooks WHERE name = 'kept'"),
            CancellationToken.None));
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
            session.Execute("INSERT INTO api_keys VALUES (x'0123456789AB0000000000000000000000000000000000000000000000000000', 't', 'u', '{', 0)");
            session.Execute(
                "INSERT INTO attempts (id, webhook, position, type, triggered_at, succeeded, message, url, request_headers, shape, response_headers) "
                + "VALUES (zeroblob(16), 1, 1, 't', 0, 0, '', '', '', 0, '[]')");
            session.Execute("INSERT INTO events (tenant, id, type, shape, received_at, body) VALUES ('t', 'broken', 't', 0, 0, x'7B')");
        }

        (int code, string output, _) = await RunAsync("check", Setting);
        Assert.Equal(1, code);
        Assert.Equal(6, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All((string[])["w1 (secrets)", "w2 (url)", "0123456789ab (roles)", "(request headers)", "broken (body)", "Faults: 5."],
            part => Assert.Contains(part, output, StringComparison.Ordinal));
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
        Assert.Contains("already", (await RunAsync("rotate-key", "--new-key-file", _folder["new"], Setting, configured)).Output,
            StringComparison.Ordinal);
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

    [Theory]
    [InlineData("rotate-key --discard-unreadible {setting}", "--discard-unreadable?")]
    [InlineData("rotate-key --discard-unreadible=true {setting}", "'--discard-unreadible'")]
    [InlineData("check --foo {setting}", "'--foo' is neither an option of 'check' nor a setting")]
    [InlineData("check {setting} --foo", "'--foo'")]
    [InlineData("check -f {setting}", "'-f'")]
    [InlineData("check {setting} more", "'more'")]
    [InlineData("check --verbos {setting}", "--verbose?")]
    [InlineData("check --new-key-file x {setting}", "'--new-key-file'")]
    [InlineData("--verbos {setting}", "--verbose?")]
    [InlineData("backup {setting}", "FILE|argument")]
    [InlineData("backup --fil {setting}", "'--fil'")]
    [InlineData("backup -- --fil {setting}", "'--fil'")]
    [InlineData("backup -{setting}", "--Webhooks:DataFolder")]
    [InlineData("backup '' {setting}", "empty")]
    [InlineData("keys revoke {setting}", "argument")]
    [InlineData("keys revoke '' {setting}", "empty")]
    [InlineData("keys revok x {setting}", "did you mean revoke?")]
    [InlineData("keys add --tenant --user u {setting}", "The option before '--user' has no value.")]
    [InlineData("keys add --tenant t --user --admin {setting}", "'--admin'")]
    [InlineData("keys add --tenant t --user u --rol TenantAdmin {setting}", "--role?")]
    [InlineData("rotate-key --new-key-file {setting}", "--new-key-file")]
    [InlineData("chek {setting}", "did you mean check?")]
    [InlineData("check --webhook:DataFolder=/x {setting}", "did you mean --Webhooks:DataFolder?")]
    [InlineData("--webhook:DataFoldr=x {setting}", "did you mean --Webhooks:DataFoldr?")]
    [InlineData("check webhook:DataFolder=/x {setting}", "did you mean --Webhooks:DataFolder?")]
    [InlineData("check --Webhooks__DataFolder=/x {setting}", "did you mean --Webhooks:DataFolder?")]
    [InlineData("check -Webhooks:DataFolder=/x {setting}", "did you mean --Webhooks:DataFolder?")]
    [InlineData("check /webhook:DataFolder=/x {setting}", "did you mean --Webhooks:DataFolder?")]
    [InlineData("check --Webhooks:DataFoldr=/x {setting}", "Webhooks:DataFoldr is not a setting; did you mean DataFolder?")]
    [InlineData("check --Webhooks:DataFolder", "'--Webhooks:DataFolder' has no value")]
    [InlineData("check --Webhooks:DataFolder=", "'--Webhooks:DataFolder' has no value")]
    [InlineData("check --Webhooks:DataFolder --verbose {setting}", "'--Webhooks:DataFolder' has no value")]
    [InlineData("--url=http://127.0.0.1:0 {setting}", "did you mean --urls?")]
    [InlineData("check --webhook:EncryptionKey=hidden {setting}", "did you mean --Webhooks:EncryptionKey?")]
    public async Task What_is_not_understood_is_one_line_and_nothing_is_done(string line, string expected)
    {
        await SeedAsync(1);
        byte[] key = await File.ReadAllBytesAsync(_folder["secrets.key"]);
        string[] arguments =
            [.. line.Split(' ').Select(part => part == "''" ? "" : part.Replace("{setting}", Setting, StringComparison.Ordinal))];
        (int code, string output, string error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
        if (!line.Contains("--verbose", StringComparison.Ordinal))
        {
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Contains(expected.Split('|'), part => error.Contains(part, StringComparison.Ordinal));
        Assert.Equal(key, await File.ReadAllBytesAsync(_folder["secrets.key"]));
    }

    [Theory]
    [InlineData("{setting} check")]
    [InlineData("check --Webhooks:DataFolder {folder}")]
    [InlineData("check /Webhooks:DataFolder={folder}")]
    [InlineData("check webhooks:dataFolder={folder} --Logging:LogLevel:Default=Warning --environment Production --OTEL_SERVICE_NAME=x")]
    [InlineData("backup {setting} {folder}/b")]
    [InlineData("keys {setting} add --user u --tenant a=b")]
    public async Task Settings_stand_anywhere_and_in_every_form(string line)
    {
        await SeedAsync(1);
        string[] arguments =
        [
            .. line.Split(' ').Select(part =>
                part.Replace("{setting}", Setting, StringComparison.Ordinal).Replace("{folder}", _folder.Path, StringComparison.Ordinal)),
        ];
        (int code, _, string error) = await RunAsync(arguments);
        Assert.True(code == 0, error);
    }

    [Theory]
    [InlineData("CREATE TABLE notes (a)", "another program")]
    [InlineData("CREATE TABLE notes (a); PRAGMA user_version=3", "another program")]
    [InlineData("CREATE TABLE t (a); DROP TABLE t", "another program")]
    [InlineData("PRAGMA application_id=1; CREATE TABLE webhooks (a)", "another program")]
    [InlineData(null, "is empty")]
    public async Task A_database_that_is_not_of_the_service_is_refused_and_left_as_it_is(string? script, string expected)
    {
        string file = _folder["webhooks.db"];
        if (script is null)
        {
            await File.WriteAllBytesAsync(file, []);
        }
        else
        {
            using var session = new SqliteSession(SqliteDatabase.ConnectionStringOf(file), script);
        }

        byte[] before = await File.ReadAllBytesAsync(file);
        foreach (bool hasKey in (bool[])[false, true])
        {
            if (hasKey)
            {
                await File.WriteAllBytesAsync(_folder["secrets.key"], new byte[AesSecretBox.KeyLength]);
            }

            foreach (string command in (string[])["--urls=http://127.0.0.1:0", "check", "compact", "rotate-key", "keys list",
                "keys add --tenant t --user u", $"backup {_folder["b"]}"])
            {
                (int code, _, string error) = await RunAsync([.. command.Split(' '), Setting]);
                Assert.Equal(2, code);
                AssertOneLine(error, expected);
                Assert.Equal(before, await File.ReadAllBytesAsync(file));
            }
        }
    }

    [Fact]
    public async Task A_log_without_its_database_is_not_put_into_a_new_one()
    {
        await File.WriteAllTextAsync(_folder["webhooks.db-wal"], "what is left");
        (int code, _, string error) = await RunAsync(Setting, "--urls=http://127.0.0.1:0");
        Assert.Equal(2, code);
        AssertOneLine(error, "webhooks.db-wal");
        Assert.Equal("what is left", await File.ReadAllTextAsync(_folder["webhooks.db-wal"]));
    }

    [Fact]
    public async Task A_database_from_before_databases_were_marked_is_opened_and_marked()
    {
        await SeedAsync(1);
        using (var session = new SqliteSession(SqliteDatabase.ConnectionStringOf(_folder["webhooks.db"]), ""))
        {
            Assert.NotEqual(0, session.Scalar("PRAGMA application_id"));
            session.Run("PRAGMA application_id=0");
        }

        Assert.Equal(0, (await RunAsync("check", Setting)).Code);
        using (var session = new SqliteSession(SqliteDatabase.ConnectionStringOf(_folder["webhooks.db"]), ""))
        {
            Assert.NotEqual(0, session.Scalar("PRAGMA application_id"));
            session.Run("DROP TABLE deliveries");
        }

        (int code, _, string error) = await RunAsync("check", Setting);
        Assert.Equal(2, code);
        AssertOneLine(error, "has lost tables");
    }

    [Theory]
    [InlineData("UPDATE deliveries SET state = 9", "deliveries: tenant t, webhook w0, position 1 (state)")]
    [InlineData("UPDATE deliveries SET due_at = -1, attempts = -1", "deliveries: tenant t, webhook w0, position 1 (attempts, due at)")]
    [InlineData("UPDATE deliveries SET lease_until = 9223372036854775807", "(lease until)")]
    [InlineData("UPDATE deliveries SET webhook = 77, state = -1", "deliveries: webhook number 77, position 1 (state)")]
    [InlineData("UPDATE attempts SET succeeded = 5",
        "attempts: tenant t, webhook w0, delivery 00000000000000000000000000000000 (succeeded)")]
    [InlineData("UPDATE attempts SET triggered_at = 9223372036854775807", "(triggered at)")]
    [InlineData("UPDATE attempts SET status = 999999", "(status)")]
    [InlineData("UPDATE attempts SET status = 0, position = 0", "(position, status)")]
    [InlineData("UPDATE attempts SET shape = 99", "(shape)")]
    [InlineData("UPDATE health SET failing_since = 9223372036854775807", "health: tenant t, webhook w0 (failing since)")]
    [InlineData("UPDATE health SET failures = 0", "(failures)")]
    [InlineData("UPDATE events SET shape = 99", "events: position 1, tenant t, event e (shape)")]
    [InlineData("UPDATE events SET received_at = -5", "(received at)")]
    [InlineData("UPDATE replays SET since = 9, until = 8", "replays: tenant t, webhook w0 (period)")]
    [InlineData("UPDATE replays SET matches = 4294967296, ended_at = -1", "(matches, ended at)")]
    [InlineData("UPDATE progress SET position = -1 WHERE name = 'matched'", "progress: matched (position)")]
    [InlineData("UPDATE webhooks SET enabled = 2", "webhooks: tenant t, webhook w0 (enabled)")]
    [InlineData("UPDATE webhooks SET level = 7", "webhooks: tenant t, webhook w0 (level)")]
    [InlineData("UPDATE webhooks SET created_at = -1, updated_at = 9223372036854775807, cloud_event = 2, revocation = -1, version = -1",
        "(version, cloud events, revocation, created at, updated at)")]
    [InlineData("UPDATE api_keys SET created_at = -1", "api_keys: key 000000000000 (created at)")]
    [InlineData("UPDATE api_keys SET hash = x'01'", "api_keys: key 01 (hash)")]
    public async Task Check_names_values_out_of_range(string damage, string expected)
    {
        await SeedAsync(1);
        using (SqliteSession session = SqliteDatabase.OpenSession(_folder["webhooks.db"]))
        {
            session.Run(
                """
                INSERT INTO events (tenant, id, type, shape, received_at, body) VALUES ('t', 'e', 't', 1, 5, x'7B7D');
                INSERT INTO deliveries VALUES (1, 1, 0, 0, 5, 0);
                INSERT INTO attempts
                    (id, webhook, position, type, triggered_at, succeeded, message, url, request_headers, shape, status, response_headers)
                    VALUES (zeroblob(16), 1, 1, 't', 5, 1, '', '', '[]', 1, 200, '[]');
                INSERT INTO health VALUES (1, 1, 5);
                INSERT INTO replays VALUES (1, 5, 6, 1, 5, 1, 1, 1, 1, 5, NULL);
                INSERT INTO api_keys VALUES (zeroblob(32), 't', 'u', '[]', 5);
                """);
        }

        Assert.Equal((0, "No faults.\n", ""), await RunAsync("check", Setting));
        using (SqliteSession session = SqliteDatabase.OpenSession(_folder["webhooks.db"]))
        {
            session.Run(damage);
        }

        (int code, string output, _) = await RunAsync("check", Setting);
        Assert.Equal(1, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.EndsWith("\nFaults: 1.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_commands_say_where_they_looked()
    {
        foreach (string[] command in (string[][])[["check"], ["compact"], ["rotate-key"], ["keys", "list"], ["keys", "revoke", "abcdef"],
            ["backup", _folder["b"]]])
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
                TenantId = "t", Id = $"w{i}", Name = $"w{i}", Url = new Uri("https://a.example/"), Secret = new WebhookSecret("s"),
                EventTypes = ["a"],
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
