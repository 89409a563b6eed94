using FlaskTrack.Web.Identity;

using Microsoft.Extensions.Configuration;

namespace FlaskTrack.Tests.Web.Accounts;

public sealed class LinkAddressTests
{
    [Theory]
    [InlineData("https://lab.example/track/", "http://127.0.0.1:5080", "https://lab.example/track/")]
    [InlineData(null, "http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData(null, "http://*:8080;https://*:8443", "http://localhost:8080/")]
    [InlineData(null, "http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData(null, "http://[::]:8080/", "http://localhost:8080/")]
    [InlineData(null, null, "http://localhost:5000/")]
    public void Letters_name_the_public_address_or_the_one_the_server_listens_at(string? address, string? urls, string expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PublicAddress"] = address, ["urls"] = urls }).Build();

        Assert.Equal(expected, LinkAddress.Public(settings).Root.AbsoluteUri);
    }
}
