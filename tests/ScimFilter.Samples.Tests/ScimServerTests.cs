using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using ScimFilter.Samples.ScimServer;

namespace ScimFilter.Samples.Tests;

public class ScimServerTests
{
    [Theory]
    [InlineData(null, "bjensen,barbara,tarik")]
    [InlineData("userName sw \"b\" and emails[type eq \"work\"]", "bjensen")]
    [InlineData("not (active eq true)", "tarik")]
    [InlineData("name.familyName pr and meta.lastModified gt \"2026-03-01T12:00:00Z\"", "barbara")]
    public async Task A_filter_finds_users(string? filter, string names)
    {
        (HttpStatusCode status, JsonElement answer) = await GetAsync(filter);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            names,
            string.Join(',', answer.GetProperty("resources").EnumerateArray().Select(user => user.GetProperty("userName").GetString())));
        Assert.Equal(names.Split(',').Length, answer.GetProperty("totalResults").GetInt32());
    }

    [Theory]
    [InlineData("userName eg \"b\"", "did you mean 'eq'?")]
    [InlineData("usrName eq \"b\"", "did you mean 'userName'?")]
    public async Task A_wrong_filter_is_refused_with_its_place(string filter, string hint)
    {
        (HttpStatusCode status, JsonElement answer) = await GetAsync(filter);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalidFilter", answer.GetProperty("scimType").GetString());
        Assert.Contains(hint, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> GetAsync(string? filter)
    {
        await using WebApplication app = ScimServerApp.Create(["--urls", "http://127.0.0.1:0"]);
        await app.StartAsync();
        using var client = new HttpClient();
        using HttpResponseMessage response =
            await client.GetAsync($"{app.Urls.Single()}/Users{(filter is null ? "" : $"?filter={Uri.EscapeDataString(filter)}")}");
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
